package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.BatchingConfig;
import dev.signet.server.config.LimitsConfig;
import dev.signet.server.config.NetworkConfig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Requests of several pictures, and how many may wait: 429 is said only where waiting helps. */
@Timeout(120)
class QueueTest {
  private static final byte[] PICTURE = TestService.picture("png", 16, 16, 1);
  private static final String FORM = "multipart/form-data; boundary=cut";
  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path folder;

  private static byte[] form(int pictures) throws IOException {
    return PredictTest.multipart(
        IntStream.range(0, pictures).mapToObj(i -> "p" + i).toList(),
        Collections.nCopies(pictures, PICTURE));
  }

  private static byte[] tensor(int pictures) {
    String zeros = "0,".repeat(pictures * 16 * 16 * 3 - 1) + "0";
    return String.format(
            Locale.ROOT,
            "{\"inputs\":[{\"name\":\"image\",\"shape\":[%d,16,16,3],\"datatype\":\"UINT8\",\"data\":[%s]}]}",
            pictures,
            zeros)
        .getBytes(StandardCharsets.UTF_8);
  }

  private TestService start(int queue) {
    return TestService.start(
        folder,
        config ->
            config.withBatching(
                new BatchingConfig(8, Duration.ZERO, queue, Duration.ofSeconds(60))));
  }

  @Test
  void requestOfMorePicturesThanMayWaitIsRefusedWithTheOptionThatAllowsIt() throws IOException {
    try (TestService service = start(4)) {
      assertThat(service.post("/v1/predict", FORM, form(4)).statusCode()).isEqualTo(200);
      HttpResponse<byte[]> refused = service.post("/v1/predict", FORM, form(5));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(detail(refused))
          .isEqualTo("a request may have at most 4 (--queue) pictures, but this one has 5");
      String infer = "/v2/models/tiny/infer";
      assertThat(service.post(infer, "application/json", tensor(4)).statusCode()).isEqualTo(200);
      refused = service.post(infer, "application/json", tensor(5));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(detail(refused)).contains("must hold 1 to 4 (--queue) pictures");
    }
  }

  @Test
  void shorterLimitIsNamed() throws IOException {
    LimitsConfig usual = LimitsConfig.DEFAULT;
    LimitsConfig two =
        new LimitsConfig(
            usual.requestBytes(),
            usual.bodyBytes(),
            usual.pixels(),
            2,
            usual.bodyTime(),
            usual.idleTime(),
            usual.drainDelay(),
            usual.drainTime());
    try (TestService service = TestService.start(folder, config -> config.withLimits(two))) {
      HttpResponse<byte[]> refused =
          service.post("/v2/models/tiny/infer", "application/json", tensor(3));
      assertThat(detail(refused)).contains("must hold 1 to 2 (--max-pictures) pictures");
      assertThat(service.post("/v1/predict", FORM, form(3)).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void explanationsOfAsManyPicturesAsARequestMayHaveAreGiven() throws IOException {
    try (TestService service = start(64)) {
      HttpResponse<byte[]> answer =
          service.post("/v1/predict?top_k=1&explain=gradcam", FORM, form(64));
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode predictions = TestService.json(answer).get("predictions");
      assertThat(predictions).hasSize(64).allMatch(each -> each.has("explanation"));
    }
  }

  @Test
  void explanationsThatAreUnderWayAreGivenByTheModelThatTookThem() throws InterruptedException {
    try (TestService service =
        TestService.start(
            folder,
            config -> config.withNetwork(NetworkConfig.DEFAULT.withPort(0).withToken(TOKEN)))) {
      List<String> failures = new CopyOnWriteArrayList<>();
      AtomicInteger swaps = new AtomicInteger();
      Thread[] clients = new Thread[4];
      for (int i = 0; i < clients.length; i++) {
        clients[i] =
            new Thread(
                () -> {
                  while (swaps.get() < 6) {
                    HttpRequest.Builder request =
                        service
                            .request("/v1/predict?explain=gradcam")
                            .POST(BodyPublishers.ofByteArray(PICTURE));
                    HttpResponse<byte[]> answer = authorized(service, request);
                    if (answer.statusCode() != 200) {
                      failures.add(detail(answer));
                    }
                  }
                });
        clients[i].start();
      }
      while (swaps.getAndIncrement() < 6) {
        HttpRequest.Builder request =
            service
                .request("/v1/models/tiny")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"path\":\"tiny\"}"));
        assertThat(authorized(service, request).statusCode()).isEqualTo(200);
      }
      for (Thread client : clients) {
        client.join();
      }
      assertThat(failures).isEmpty();
    }
  }

  private static HttpResponse<byte[]> authorized(TestService service, HttpRequest.Builder request) {
    return service.send(request.header("Authorization", "Bearer " + TOKEN));
  }

  private static String detail(HttpResponse<byte[]> answer) {
    return TestService.json(answer).path("detail").asString("");
  }
}
