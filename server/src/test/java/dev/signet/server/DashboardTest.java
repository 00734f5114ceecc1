package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.grpc.GRPCInferenceServiceGrpc;
import dev.signet.grpc.ServerLiveRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard for Grafana in dist/ asks for what a service exports, and for all of Signet's. */
@Timeout(120)
class DashboardTest {
  private static final Path DASHBOARD = Path.of("..", "dist", "grafana-dashboard.json");
  private static final byte[] PICTURE = TestService.picture("png", 16, 16, 1);

  @TempDir Path folder;

  @Test
  void everyMeterOfTheDashboardIsExported() throws IOException {
    List<String> exported = names(metrics(), "(?m)^(\\w+)[{ ]");
    assertThat(exported).isNotEmpty();
    assertThat(asked()).hasSizeGreaterThan(15).isSubsetOf(exported);
  }

  @Test
  void everyMeterOfSignetIsOnTheDashboard() throws IOException {
    Set<String> own =
        names(metrics(), "(?m)^# TYPE (signet_\\w+) ").stream()
            .filter(name -> !name.endsWith("_max")) // Micrometer's, beside each histogram
            .collect(Collectors.toCollection(TreeSet::new));
    String asked = String.join(" ", asked());
    assertThat(own).isNotEmpty().allSatisfy(name -> assertThat(asked).contains(name));
  }

  /** The names in the expressions. */
  private static Set<String> asked() throws IOException {
    JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));
    List<String> expressions = new ArrayList<>();
    for (JsonNode panel : dashboard.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        expressions.add(target.get("expr").asString());
      }
    }
    assertThat(expressions).isNotEmpty();
    return new TreeSet<>(
        names(String.join(" ", expressions), "\\b((?:signet|jvm|process|system)_\\w+)"));
  }

  private static List<String> names(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult it) -> it.group(1))
        .toList();
  }

  /** Of a service that was asked in every way. */
  private String metrics() {
    try (TestService service = TestService.start(folder, config -> config.withGrpcPort(0))) {
      assertThat(service.post("/v1/predict", "image/png", PICTURE).statusCode()).isEqualTo(200);
      assertThat(service.post("/v1/predict", "text/plain", PICTURE).statusCode()).isEqualTo(415);
      ManagedChannel channel =
          NettyChannelBuilder.forAddress("127.0.0.1", service.server().grpcPort().orElseThrow())
              .usePlaintext()
              .build();
      try {
        assertThat(
                GRPCInferenceServiceGrpc.newBlockingStub(channel)
                    .serverLive(ServerLiveRequest.getDefaultInstance())
                    .getLive())
            .isTrue();
      } finally {
        channel.shutdownNow();
      }
      return new String(service.get("/metrics").body(), StandardCharsets.UTF_8);
    }
  }
}
