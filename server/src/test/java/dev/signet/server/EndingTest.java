package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.LimitsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are under way when the service ends. */
@Timeout(120)
class EndingTest {
  private static final byte[] PICTURE = TestService.picture("png", 64, 64, 1);
  private static final int FIRST = 100;

  @TempDir Path folder;

  private TestService start(Duration drain) {
    Duration long_ = Duration.ofSeconds(60);
    return TestService.start(
        folder, config -> config.withLimits(LimitsConfig.DEFAULT.withTimes(long_, long_, drain)));
  }

  private static RawClient begin(TestService service, String framing) throws IOException {
    return new RawClient(service.uri())
        .say("POST /v1/predict HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n");
  }

  private static void awaitBytes(TestService service, int bytes) throws InterruptedException {
    String line = "";
    while (!line.contains("signet_bodies_bytes " + bytes + ".0")) {
      Thread.sleep(5);
      line = new String(service.get("/metrics").body(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void uploadThatComesWithinTheDrainTimeIsAnswered(boolean chunked) throws Exception {
    TestService service = start(Duration.ofSeconds(60));
    String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + PICTURE.length;
    try (RawClient client = begin(service, framing)) {
      client.say(chunked ? String.format(Locale.ROOT, "%x\r\n", PICTURE.length) : "");
      client.say(java.util.Arrays.copyOf(PICTURE, FIRST));
      awaitBytes(service, FIRST);
      CompletableFuture<Void> end = CompletableFuture.runAsync(service::close);
      Thread.sleep(2500); // longer than Jetty lets connections be silent that end
      assertThat(end).isNotDone();
      client.say(java.util.Arrays.copyOfRange(PICTURE, FIRST, PICTURE.length));
      client.say(chunked ? "\r\n0\r\n\r\n" : "");
      assertThat(client.hear()).startsWith("HTTP/1.1 200 ");
      end.get();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT2S", "PT0S"})
  void uploadThatDoesNotComeIsToldWhy(String drain) throws Exception {
    TestService service = start(Duration.parse(drain));
    try (RawClient client = begin(service, "Content-Length: " + PICTURE.length)) {
      client.say(java.util.Arrays.copyOf(PICTURE, FIRST));
      awaitBytes(service, FIRST);
      CompletableFuture<Void> end = CompletableFuture.runAsync(service::close);
      assertThat(client.hear())
          .startsWith("HTTP/1.1 503 ")
          .contains("application/problem+json", "the service is ending", "(--drain)")
          .doesNotContain("within 60 s");
      end.get();
    }
  }

  @Test
  @Timeout(300) // much shorter than the drain time
  void silentConnectionsDoNotHoldTheEndUp() throws Exception {
    TestService service = start(Duration.ofHours(1));
    try (RawClient client = new RawClient(service.uri())) {
      client.say("GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.status()).isEqualTo("HTTP/1.1 200 OK");
      service.close();
      assertThat(client.hear()).contains("\r\n\r\n"); // the rest of the answer, and the end
    }
  }
}
