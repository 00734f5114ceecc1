package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.Precision;
import dev.signet.server.config.BatchingConfig;
import dev.signet.server.config.ModelSource;
import dev.signet.server.config.ServerConfig;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that leave while their pictures wait: nothing is computed for them. */
@Timeout(120)
class DepartureTest {
  private static final int LEAVING = 20;
  private static final int REQUESTS = 5;
  private static final int EACH = 64;
  private static final int AHEAD = REQUESTS * EACH;
  private static final byte[] PICTURE = TestService.picture("png", 16, 16, 1);

  @TempDir private Path folder;

  @Test
  void picturesOfClientsThatHaveLeftAreDroppedFromTheQueue() throws Exception {
    BatchingConfig oneByOne = new BatchingConfig(1, Duration.ZERO, 5000, Duration.ofSeconds(60));
    try (TestService service =
        TestService.start(folder, config -> slow(config).withBatching(oneByOne))) {
      List<CompletableFuture<HttpResponse<byte[]>>> ahead = crowd(service);
      for (int i = 0; i < LEAVING; i++) {
        RawClient client = new RawClient(service.uri());
        client.say(
            String.format(
                Locale.ROOT,
                "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n",
                PICTURE.length));
        client.say(PICTURE);
        awaitTaken(service, AHEAD + i + 1);
        if (i % 2 == 0) {
          client.leave();
        } else {
          client.close();
        }
      }
      assertThat(ahead).allMatch(answer -> answer.join().statusCode() == 200);
      assertThat(service.post("/v1/predict", "image/png", PICTURE).statusCode()).isEqualTo(200);
      assertThat(meter(service, "signet_dropped_pictures_total{model=\"slow\"}"))
          .isEqualTo(LEAVING);
      assertThat(meter(service, "signet_batch_pictures_sum{model=\"slow\"}")).isEqualTo(AHEAD + 1);
      assertThat(meter(service, "signet_rejections_total{reason=\"client_gone\"}"))
          .isEqualTo(LEAVING);
      assertThat(meter(service, "signet_queue_pictures{model=\"slow\"}")).isZero();
    }
  }

  private ServerConfig slow(ServerConfig config) {
    Path model = TestService.writeSlowModel(folder.resolve("slow"));
    return ServerConfig.of(List.of(new ModelSource("slow", "1", model)))
        .withNetwork(config.network())
        .withArithmetic("cpu", Precision.FP32);
  }

  /** Fills the queue for longer than it takes the others to come and go. */
  private static List<CompletableFuture<HttpResponse<byte[]>>> crowd(TestService service) {
    byte[] pixels = new byte[EACH * 64 * 64 * 3];
    String json =
        String.format(
                Locale.ROOT,
                "{\"inputs\":[{\"name\":\"image\",\"shape\":[%d,64,64,3],\"datatype\":\"UINT8\",",
                EACH)
            + String.format(
                Locale.ROOT, "\"parameters\":{\"binary_data_size\":%d}}]}", pixels.length);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(pixels);
    HttpRequest request =
        service
            .request("/v2/models/slow/infer")
            .header("Inference-Header-Content-Length", String.valueOf(json.length()))
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build();
    HttpClient client = HttpClient.newHttpClient();
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      answers.add(client.sendAsync(request, BodyHandlers.ofByteArray()));
    }
    awaitTaken(service, AHEAD);
    return answers;
  }

  /** Until so many pictures have come in; the last of them waits then. */
  private static void awaitTaken(TestService service, int pictures) {
    double waiting = 0;
    double taken = 0;
    while (taken < pictures - 1) { // one is being computed
      waiting = meter(service, "signet_queue_pictures{model=\"slow\"}");
      taken = waiting + meter(service, "signet_batch_pictures_sum{model=\"slow\"}");
    }
    assertThat(waiting).as("the crowd was too small").isGreaterThan(LEAVING);
  }

  private static double meter(TestService service, String name) {
    String all = new String(service.get("/metrics").body(), StandardCharsets.UTF_8);
    Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(all);
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }
}
