package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.server.config.LimitsConfig;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that is told to end, and goes on until nobody sends it requests any more. */
@Timeout(120)
class DrainDelayTest {
  private static final byte[] PICTURE = TestService.picture("png", 16, 16, 1);

  @TempDir Path folder;

  @Test
  void serviceThatWillEndSaysSoAndAnswersMeanwhile() {
    TestService service =
        TestService.start(
            folder,
            config ->
                config.withLimits(LimitsConfig.DEFAULT.withDrainDelay(Duration.ofSeconds(3))));
    URI address = service.uri();
    CompletableFuture<Void> end = CompletableFuture.runAsync(service::close);
    HttpResponse<byte[]> ready = service.get("/v2/health/ready");
    while (ready.statusCode() == 200) {
      ready = service.get("/v2/health/ready");
    }
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(TestService.json(ready).get("detail").asString())
        .isEqualTo("the service is starting or ending");
    assertThat(service.get("/v2/health/live").statusCode()).isEqualTo(200);
    assertThat(service.post("/v1/predict", "image/png", PICTURE).statusCode()).isEqualTo(200);
    assertThat(end).isNotDone();
    end.join();
    assertThatThrownBy(() -> new RawClient(address).close()).isInstanceOf(ConnectException.class);
  }
}
