package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/predict} and the models' cards. */
class PredictTest {
  /** Files that the tests of {@code core} read. */
  private static final Path FIXTURES = Path.of("../train/src/test/resources/dev/signet/data");

  @TempDir private static Path folder;
  private static TestService service;

  @BeforeAll
  static void start() {
    service = TestService.start(folder);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  /** Every format that is read; Java cannot write WebP. */
  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "bmp", "gif", "lossy.webp", "lossless.webp"})
  void pictureIsAnsweredAsTheClassifierAnswersIt(String format) throws IOException {
    byte[] picture =
        format.endsWith("webp")
            ? Files.readAllBytes(FIXTURES.resolve(format))
            : TestService.picture(format, 40, 25, 3);
    Path file = Files.write(folder.resolve("picture." + format), picture);
    String type = "image/" + format.substring(format.indexOf('.') + 1);
    HttpResponse<byte[]> response = service.post("/v1/predict", type, picture);
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode prediction = TestService.json(response).get("predictions").get(0);
    try (Classifier classifier =
        Classifier.open(
            folder.resolve("tiny"),
            PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32))) {
      Prediction expected = classifier.predict(file);
      assertThat(prediction.get("unknown").asBoolean()).isFalse();
      assertThat(prediction.get("classes")).hasSize(4);
      for (int i = 0; i < 4; i++) {
        JsonNode answer = prediction.get("classes").get(i);
        assertThat(answer.get("label").asString()).isEqualTo(expected.ranking().get(i).label());
        assertThat(answer.get("index").asInt()).isEqualTo(expected.ranking().get(i).index());
        assertThat(answer.get("probability").asDouble())
            .isCloseTo(expected.ranking().get(i).probability(), within(1e-6));
      }
    }
  }

  @Test
  void answerSaysWhichModelAnsweredAndWhereTheTimeWent() {
    byte[] picture = TestService.picture("png", 16, 16, 1);
    HttpResponse<byte[]> response = service.post("/v1/predict?top_k=2", "image/png", picture);
    JsonNode answer = TestService.json(response);
    assertThat(answer.get("model").get("name").asString()).isEqualTo("tiny");
    assertThat(answer.get("model").get("version").asString()).isEqualTo("1");
    assertThat(answer.get("model").get("id").asString()).matches("[0-9a-f]{16}");
    assertThat(answer.get("predictions").get(0).get("classes")).hasSize(2);
    JsonNode timing = answer.get("timing");
    double parts =
        timing.get("decode_ms").asDouble()
            + timing.get("queued_ms").asDouble()
            + timing.get("computed_ms").asDouble();
    assertThat(parts).isPositive().isLessThanOrEqualTo(timing.get("total_ms").asDouble());
    assertThat(timing.get("batch_size").asInt()).isEqualTo(1);
    assertThat(response.headers().firstValue("X-Request-Id"))
        .hasValue(answer.get("request_id").asString());
  }

  @Test
  void explanationIsAPictureOfTheNetworksSize() throws IOException {
    byte[] picture = TestService.picture("png", 40, 25, 3);
    JsonNode plain = TestService.json(service.post("/v1/predict", "image/png", picture));
    JsonNode answer =
        TestService.json(service.post("/v1/predict?explain=gradcam", "image/png", picture));
    JsonNode prediction = answer.get("predictions").get(0);
    assertThat(plain.get("predictions").get(0).has("explanation")).isFalse();
    JsonNode explanation = prediction.get("explanation");
    assertThat(explanation.get("method").asString()).isEqualTo("gradcam");
    assertThat(explanation.get("label")).isEqualTo(prediction.get("classes").get(0).get("label"));
    String overlay = explanation.get("overlay").asString();
    assertThat(overlay).startsWith("data:image/png;base64,");
    byte[] png = Base64.getDecoder().decode(overlay.substring(overlay.indexOf(',') + 1));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(TestService.SIDE);
    assertThat(image.getHeight()).isEqualTo(TestService.SIDE);
    assertThat(service.post("/v1/predict?explain=why", "image/png", picture).statusCode())
        .isEqualTo(400);
  }

  @Test
  void severalPicturesAreAnsweredInTheirOrderAndABadOneSaysSo() throws IOException {
    byte[] body =
        multipart(
            List.of("a.png", "b.png", "c.png"),
            List.of(
                TestService.picture("png", 16, 16, 1),
                "not a picture".getBytes(StandardCharsets.UTF_8),
                TestService.picture("jpg", 64, 64, 2)));
    HttpResponse<byte[]> response =
        service.post("/v1/predict", "multipart/form-data; boundary=cut", body);
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode predictions = TestService.json(response).get("predictions");
    assertThat(predictions).hasSize(3);
    assertThat(predictions.get(0).get("picture").asString()).isEqualTo("a.png");
    assertThat(predictions.get(0).get("classes")).hasSize(4);
    assertThat(predictions.get(1).get("classes")).isEmpty();
    assertThat(predictions.get(1).get("problem").asString())
        .isEqualTo(
            "b.png is not a picture that can be read; JPEG, PNG, BMP, GIF or WebP is expected");
    assertThat(predictions.get(2).get("classes")).hasSize(4);
  }

  static byte[] multipart(List<String> names, List<byte[]> files) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < names.size(); i++) {
      String head =
          "--cut\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"%s\"\r\n\r\n"
              .formatted(names.get(i));
      body.write(head.getBytes(StandardCharsets.UTF_8));
      body.write(files.get(i));
      body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.write("--cut--\r\n".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"top_k=0", "top_k=x", "top_k=-1", "deadline_ms=0", "topk=2", "model=no"})
  void wrongOptionIsNamed(String query) {
    HttpResponse<byte[]> response =
        service.post("/v1/predict?" + query, "image/png", TestService.picture("png", 8, 8, 1));
    assertThat(response.statusCode()).isIn(400, 404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    String[] words = query.split("=", 2);
    assertThat(TestService.json(response).get("detail").asString()).containsAnyOf(words);
  }

  @Test
  void cardHoldsWhatTheModelFileSaysOfItself() {
    JsonNode listed = TestService.json(service.get("/v1/models")).get("models");
    assertThat(listed).hasSize(1);
    JsonNode card = TestService.json(service.get("/v1/models/tiny"));
    assertThat(card).isEqualTo(listed.get(0));
    assertThat(card.get("classes")).hasSize(4);
    assertThat(card.get("current").asBoolean()).isTrue();
    assertThat(
            card.get("manifest").get("provenance").get("metrics").get("test_accuracy").asDouble())
        .isEqualTo(0.95);
  }
}
