package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.LimitsConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bodies that come as gzip, and answers that go as gzip. */
@Timeout(120)
class GzipTest {
  private static final int MOST = 64 << 10;
  private static final byte[] PICTURE = TestService.picture("bmp", 64, 64, 1);

  @TempDir private static Path folder;
  private static TestService service;

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            folder,
            config ->
                config.withLimits(
                    LimitsConfig.DEFAULT.withSizes(MOST, LimitsConfig.DEFAULT.pixels())));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  static byte[] pack(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] unpack(HttpResponse<byte[]> response) throws IOException {
    assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      return in.readAllBytes();
    }
  }

  private static HttpRequest.Builder packed(String path, String type, byte[] body) {
    return service
        .request(path)
        .header("Content-Type", type)
        .header("Content-Encoding", "gzip")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static String detail(HttpResponse<byte[]> response) {
    return TestService.json(response).get("detail").asString();
  }

  private static byte[] tensor() {
    String zeros = "0,".repeat(16 * 16 * 3 - 1) + "0";
    return ("{\"inputs\":[{\"name\":\"image\",\"shape\":[1,16,16,3],\"datatype\":\"UINT8\","
            + "\"data\":["
            + zeros
            + "]}]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void packedPictureIsAnsweredLikeThePicture() {
    JsonNode plain = TestService.json(service.post("/v1/predict", "image/bmp", PICTURE));
    JsonNode packed =
        TestService.json(service.send(packed("/v1/predict", "image/bmp", pack(PICTURE))));
    assertThat(packed.get("predictions")).isEqualTo(plain.get("predictions"));
  }

  @Test
  void packedTensorIsAnsweredLikeTheTensor() {
    String path = "/v2/models/tiny/infer";
    JsonNode plain = TestService.json(service.post(path, "application/json", tensor()));
    JsonNode packed =
        TestService.json(service.send(packed(path, "application/json", pack(tensor()))));
    assertThat(packed).isEqualTo(plain);
    assertThat(packed.get("outputs")).hasSize(3);
  }

  @Test
  void severalPartsOfGzipAreOneBody() {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.writeBytes(pack(Arrays.copyOf(PICTURE, 100)));
    parts.writeBytes(pack(Arrays.copyOfRange(PICTURE, 100, PICTURE.length)));
    assertThat(service.send(packed("/v1/predict", "image/bmp", parts.toByteArray())).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/predict", "/v2/models/tiny/infer"})
  void bombIsRefusedByWhatComesOutOfIt(String path) {
    byte[] bomb = pack(new byte[60 << 20]);
    assertThat(bomb.length).isLessThan(MOST);
    HttpResponse<byte[]> refused = service.send(packed(path, "application/json", bomb));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(detail(refused)).isEqualTo("a request may have 65,536 bytes (--max-request)");
    String metrics = new String(service.get("/metrics").body(), StandardCharsets.UTF_8);
    assertThat(metrics).as("nothing is kept of it").contains("signet_bodies_bytes 0.0");
  }

  @Test
  void bodyMayHaveAsManyBytesUnpackedAsOneThatIsNot() {
    assertThat(service.send(packed("/v1/predict", "image/png", pack(new byte[MOST]))).statusCode())
        .isEqualTo(422);
    assertThat(
            service.send(packed("/v1/predict", "image/png", pack(new byte[MOST + 1]))).statusCode())
        .isEqualTo(413);
  }

  @Test
  void damagedBodyIsRefused() {
    byte[] packed = pack(PICTURE);
    byte[] wrongSum = packed.clone();
    wrongSum[packed.length - 6] ^= 1;
    for (byte[] damaged :
        new byte[][] {
          Arrays.copyOf(packed, packed.length - 1),
          Arrays.copyOf(packed, packed.length / 2),
          Arrays.copyOf(packed, 5),
          wrongSum,
          PICTURE
        }) {
      HttpResponse<byte[]> refused = service.send(packed("/v1/predict", "image/bmp", damaged));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(detail(refused))
          .isEqualTo("the body is no whole gzip, as its Content-Encoding says");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd", "gzip;q=1"})
  void otherPackingsAreRefusedByName(String encoding) {
    HttpResponse<byte[]> refused =
        service.send(
            service
                .request("/v1/predict")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(pack(PICTURE))));
    assertThat(refused.statusCode()).isEqualTo(415);
    assertThat(refused.headers().firstValue("Accept-Encoding")).hasValue("gzip");
    assertThat(detail(refused))
        .isEqualTo("a body may be compressed by gzip alone (Content-Encoding)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models", "/metrics", "/openapi.json", "/page.js", "/"})
  void largeAnswerIsPackedForWhoAcceptsThat(String path) throws IOException {
    HttpResponse<byte[]> plain = service.get(path);
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    HttpResponse<byte[]> packed =
        service.send(service.request(path).header("Accept-Encoding", "gzip"));
    assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding");
    byte[] unpacked = unpack(packed);
    assertThat(packed.body().length).isLessThan(unpacked.length);
    if (!path.equals("/metrics")) {
      assertThat(unpacked).isEqualTo(plain.body());
    }
  }

  @Test
  void smallAnswersAndPicturesGoAsTheyAre() {
    for (String path : new String[] {"/v2/health/live", "/v2"}) {
      HttpResponse<byte[]> small =
          service.send(service.request(path).header("Accept-Encoding", "gzip"));
      assertThat(small.headers().firstValue("Content-Encoding")).as(path).isEmpty();
    }
  }

  @Test
  void tensorsAsBytesArePackedWithTheirJson() throws IOException {
    byte[] json =
        String.format(
                Locale.ROOT,
                "{\"parameters\":{\"binary_data_output\":true},\"inputs\":[{\"name\":\"image\","
                    + "\"shape\":[40,16,16,3],\"datatype\":\"UINT8\",\"parameters\":"
                    + "{\"binary_data_size\":%d}}]}",
                40 * 16 * 16 * 3)
            .getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json);
    body.writeBytes(new byte[40 * 16 * 16 * 3]);
    HttpResponse<byte[]> packed =
        service.send(
            packed("/v2/models/tiny/infer", "application/octet-stream", pack(body.toByteArray()))
                .header("Inference-Header-Content-Length", String.valueOf(json.length))
                .header("Accept-Encoding", "gzip"));
    int length =
        Integer.parseInt(
            packed.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    String unpacked = new String(unpack(packed), StandardCharsets.ISO_8859_1);
    assertThat(unpacked.substring(0, length)).endsWith("}").contains("\"shape\":[40,4]");
  }

  @Test
  void slowPackedBodyIsNotWaitedForLongerThanOthers() throws IOException {
    try (TestService hasty =
            TestService.start(
                folder.resolve("hasty"),
                config ->
                    config.withLimits(
                        LimitsConfig.DEFAULT.withTimes(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(60),
                            Duration.ofSeconds(2))));
        RawClient client = new RawClient(hasty.uri())) {
      client.say("POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\n");
      client.say("Content-Length: 500\r\n\r\n");
      client.say(Arrays.copyOf(pack(PICTURE), 100));
      assertThat(client.hear()).startsWith("HTTP/1.1 408 ");
    }
  }
}
