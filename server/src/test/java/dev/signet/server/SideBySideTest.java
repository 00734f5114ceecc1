package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.Precision;
import dev.signet.server.config.ModelSource;
import dev.signet.server.config.NetworkConfig;
import dev.signet.server.config.ServerConfig;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several versions of one model that are served at one time. */
@Timeout(120)
class SideBySideTest {
  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path folder;
  private TestService service;

  @BeforeEach
  void start() {
    service = TestService.start(folder, this::withThreeVersions);
  }

  private ServerConfig withThreeVersions(ServerConfig config) {
    List<ModelSource> more =
        Stream.of(2, 3)
            .map(
                seed ->
                    new ModelSource(
                        "tiny",
                        seed.toString(),
                        TestService.writeModel(folder.resolve("run" + seed), seed)))
            .toList();
    return ServerConfig.of(Stream.concat(config.models().stream(), more.stream()).toList())
        .withNetwork(NetworkConfig.DEFAULT.withPort(0).withToken(TOKEN))
        .withArithmetic("cpu", Precision.FP32);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private JsonNode ask(String method, String path) {
    return TestService.json(
        service.send(
            service
                .request(path)
                .header("Authorization", "Bearer " + TOKEN)
                .method(method, BodyPublishers.noBody())));
  }

  private String current() {
    return ask("GET", "/v1/models/tiny").get("version").asString();
  }

  @Test
  void wayBackLeadsToTheVersionThatIsThereAlready() {
    String loaded = ask("GET", "/v1/models/tiny?version=2").get("loaded").asString();
    JsonNode back = ask("POST", "/v1/models/tiny/rollback");
    assertThat(back.get("version").asString()).isEqualTo("2");
    assertThat(back.get("loaded").asString()).as("not loaded again").isEqualTo(loaded);
    assertThat(current()).isEqualTo("2");
    assertThat(ask("GET", "/v2/models/tiny").get("versions")).hasSize(3);
    ask("POST", "/v1/models/tiny/rollback");
    assertThat(current()).isEqualTo("3");
  }

  @Test
  void withoutTheCurrentVersionTheOneThatCameLastAnswers() {
    ask("DELETE", "/v1/models/tiny/versions/3");
    assertThat(current()).isEqualTo("2");
    ask("DELETE", "/v1/models/tiny/versions/1");
    assertThat(ask("GET", "/v2/models/tiny").get("versions").toString()).isEqualTo("[\"2\"]");
    assertThat(current()).isEqualTo("2");
  }

  @Test
  void versionThatWasRemovedIsTheWayBack() {
    ask("DELETE", "/v1/models/tiny/versions/3");
    JsonNode back = ask("POST", "/v1/models/tiny/rollback");
    assertThat(back.get("version").asString()).isEqualTo("3");
    assertThat(current()).isEqualTo("3");
  }
}
