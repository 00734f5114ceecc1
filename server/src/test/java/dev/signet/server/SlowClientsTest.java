package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.server.config.LimitsConfig;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time are ended by a service that has little; it goes on. */
@Timeout(300)
class SlowClientsTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir private static Path folder;
  private static TestService service;

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            folder,
            config ->
                config.withLimits(
                    LimitsConfig.DEFAULT
                        .withSizes(64 << 10, 1_000_000)
                        .withTimes(SHORT, SHORT.multipliedBy(5), SHORT)));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void stillAnswers() throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      client.say("GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(client.hear()).startsWith("HTTP/1.1 200 ");
    }
  }

  private static RawClient begin(long bytes) throws IOException {
    return new RawClient(service.uri())
        .say(
            "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Length: "
                + bytes
                + "\r\n\r\n");
  }

  @Test
  void bodiesThatStopAreEnded() throws IOException {
    List<RawClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) { // more than there are threads
        slow.add(begin(1000).say("x"));
      }
      for (RawClient client : slow) {
        assertThat(client.status()).isEqualTo("HTTP/1.1 408 Request Timeout");
      }
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }

  @Test
  void clientThatGoesOnSendingWhatWasRefusedIsLeftInTheEnd() throws IOException {
    try (RawClient client = begin(1L << 40)) {
      assertThat(client.hear()).startsWith("HTTP/1.1 413 ");
      assertThatThrownBy(
              () -> {
                while (true) {
                  client.say(new byte[1000]);
                  Thread.sleep(10);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void silentConnectionIsClosed() throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      assertThat(client.say("GET / HTTP/1.1\r\n").hear()).doesNotContain("200");
    }
  }
}
