package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The meters are named as Prometheus wants them. */
class MetricsTest {
  @TempDir Path folder;

  @Test
  void promtoolFindsNothingWrong() throws IOException, InterruptedException {
    String metrics = metrics();
    assertThat(metrics)
        .contains(
            "signet_queue_pictures{",
            "signet_batch_pictures_sum{",
            "signet_bodies_bytes",
            "signet_http_requests_seconds_count{",
            "signet_picture_stage_seconds_count{",
            "signet_memory_resident_bytes",
            "signet_memory_native_bytes");
    Process promtool;
    try {
      promtool =
          new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
    } catch (IOException e) {
      abort("no promtool on this machine");
      return;
    }
    try (OutputStream in = promtool.getOutputStream()) {
      in.write(metrics.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }

  /** What promtool complains of, for where there is none. */
  @Test
  void onlyCountersEndInTotalAndOnlyHistogramsInTheirParts() {
    List<String> types =
        Pattern.compile("# TYPE (\\S+ \\S+)")
            .matcher(metrics())
            .results()
            .map(type -> type.group(1))
            .toList();
    assertThat(types)
        .hasSizeGreaterThan(20)
        .noneMatch(type -> type.matches("\\S+_total (?!counter).*"))
        .noneMatch(type -> type.matches("\\S+(?<!_total) counter"))
        .noneMatch(type -> type.matches("\\S+_(count|sum|bucket) .*"));
  }

  private String metrics() {
    try (TestService service = TestService.start(folder)) {
      byte[] picture = TestService.picture("png", 16, 16, 1);
      assertThat(service.post("/v1/predict", "image/png", picture).statusCode()).isEqualTo(200);
      assertThat(service.post("/v1/predict", "text/plain", picture).statusCode()).isEqualTo(415);
      return new String(service.get("/metrics").body(), StandardCharsets.UTF_8);
    }
  }
}
