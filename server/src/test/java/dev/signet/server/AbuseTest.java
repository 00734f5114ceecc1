package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.LimitsConfig;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What clients must not be able to do; after each the service still answers. What they must not be
 * able to do by taking their time is in {@link SlowClientsTest}.
 */
@Timeout(300)
class AbuseTest {
  private static final int MOST_BYTES = 64 << 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String OCTETS = "application/octet-stream";

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
                        .withSizes(MOST_BYTES, 1_000_000)
                        .withTimes(PATIENCE, PATIENCE, Duration.ofSeconds(2))));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void stillAnswers() {
    byte[] picture = TestService.picture("png", 16, 16, 1);
    assertThat(service.post("/v1/predict", "image/png", picture).statusCode()).isEqualTo(200);
  }

  private static void requireProblem(HttpResponse<byte[]> response, int status, String detail) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(TestService.json(response).get("detail").asString()).contains(detail);
  }

  private static String rawRequest(String more, String body) {
    return "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + more
        + "\r\n"
        + body;
  }

  @Test
  void bodyThatIsTooLargeIsRefusedByItsLength() {
    requireProblem(
        service.post("/v1/predict", OCTETS, new byte[MOST_BYTES + 1]), 413, "65,536 bytes");
  }

  /** A connection that is closed while bytes come in is reset, and the answer is lost with it. */
  @ParameterizedTest
  @ValueSource(ints = {100_000, 1_000_000, 8_000_000})
  void clientThatSendsAllOfATooLargeBodyReadsTheAnswer(int bytes) throws IOException {
    byte[] body = new byte[bytes];
    for (int i = 0; i < 20; i++) {
      requireProblem(service.post("/v1/predict", OCTETS, body), 413, "65,536 bytes");
      try (RawClient client = new RawClient(service.uri())) {
        client
            .say(rawRequest(String.format(Locale.ROOT, "Content-Length: %d\r\n", bytes), ""))
            .say(body);
        assertThat(client.hear()).startsWith("HTTP/1.1 413 ").contains("65,536 bytes");
      }
    }
  }

  @Test
  void clientThatAsksFirstIsToldToSendOrNotTo() throws IOException {
    byte[] picture = TestService.picture("png", 16, 16, 1);
    String head = "Expect: 100-continue\r\nContent-Type: image/png\r\nContent-Length: %d\r\n";
    try (RawClient client = new RawClient(service.uri())) {
      client.say(rawRequest(head.formatted(picture.length), ""));
      assertThat(client.status()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(client.say(picture).hear()).contains("HTTP/1.1 200 OK");
    }
    try (RawClient client = new RawClient(service.uri())) {
      client.say(rawRequest(head.formatted(MOST_BYTES + 1), ""));
      assertThat(client.status()).isEqualTo("HTTP/1.1 413 Payload Too Large");
    }
  }

  @Test
  void bodyOfUnknownLengthIsRefusedWhenItGetsTooLarge() throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      client.say(rawRequest("Transfer-Encoding: chunked\r\n", ""));
      String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
      for (int i = 0; i < 8; i++) {
        client.say(chunk);
      }
      client.say(chunk);
      assertThat(client.status()).isEqualTo("HTTP/1.1 413 Payload Too Large");
    }
  }

  @Test
  void pictureOfTooManyPixelsIsRefusedBeforeItIsDecoded() throws IOException {
    requireProblem(
        service.post("/v1/predict", "image/png", blankPng(40_000, 40_000, 100)),
        422,
        "40000 x 40000 pixels (height x width); at most 1 megapixels are decoded, shrink it or allow"
            + " more (--max-pixels)");
  }

  @Test
  void decompressionBombEndsAtThePicturesOwnSize() throws IOException {
    byte[] bomb = blankPng(1000, 1000, 15_000); // 45 MB of rows in a picture that has 3 MB of them
    assertThat(bomb.length).isLessThan(MOST_BYTES);
    HttpResponse<byte[]> response = service.post("/v1/predict", "image/png", bomb);
    assertThat(response.statusCode()).isIn(200, 422);
  }

  /** An RGB PNG that says one size and holds so many rows of zeros. */
  private static byte[] blankPng(int width, int height, int rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      byte[] row = new byte[1 + 3 * Math.min(width, 1000)];
      for (int i = 0; i < rows; i++) {
        deflater.write(row);
      }
    }
    chunk(out, "IDAT", packed.toByteArray());
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String name, byte[] content)
      throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(content.length);
    byte[] named = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(named);
    sum.update(content);
    data.write(named);
    data.write(content);
    data.writeInt((int) sum.getValue());
  }

  @Test
  void slowBodiesHoldNoThread() throws IOException {
    List<RawClient> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) { // more than there are threads
        slow.add(new RawClient(service.uri()));
        slow.get(i).say(rawRequest("Content-Length: 1000\r\n", "x"));
      }
      stillAnswers();
    } finally {
      for (RawClient client : slow) {
        client.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--cut\r\n",
        "--cut\r\nContent-Disposition: form-data\r\n\r\nx\r\n--cut--\r\n",
        "--cut\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnever ends",
        "--other\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--other--\r\n",
        "--cut\r\n\r\n\r\n--cut--\r\n",
        "--cut--\r\n",
        "\u0000\u0001\u0002"
      })
  void malformedMultipartIsRefused(String body) {
    HttpResponse<byte[]> response =
        service.post(
            "/v1/predict",
            "multipart/form-data; boundary=cut",
            body.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(response.statusCode()).isIn(400, 422);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void multipartWithoutABoundaryAndWithTooManyPartsIsRefused() throws IOException {
    requireProblem(
        service.post("/v1/predict", "multipart/form-data", new byte[10]), 400, "well-formed");
    List<String> names = new ArrayList<>();
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < 65; i++) {
      names.add("p" + i);
      files.add(new byte[] {1});
    }
    requireProblem(
        service.post(
            "/v1/predict",
            "multipart/form-data; boundary=cut",
            PredictTest.multipart(names, files)),
        400,
        "at most 64 parts");
  }

  @Test
  void nameOfAnUploadIsNeverAPath() throws IOException {
    byte[] body =
        PredictTest.multipart(
            List.of("../../../tmp/evil.png", "/etc/passwd", "a\tb.png"),
            List.of(
                TestService.picture("png", 16, 16, 1),
                TestService.picture("png", 16, 16, 1),
                TestService.picture("png", 16, 16, 1)));
    HttpResponse<byte[]> response =
        service.post("/v1/predict", "multipart/form-data; boundary=cut", body);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(TestService.json(response).get("predictions").get(0).get("picture").asString())
        .isEqualTo("../../../tmp/evil.png");
    assertThat(Path.of("/tmp/evil.png")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..;/..;/etc/passwd",
        "/.%00./etc/passwd",
        "//etc/passwd",
        "/v1/models/..%2f..%2fetc",
        "/index.html/../../../../pom.xml",
        "/SignetServer.class",
        "/../SignetServer.class"
      })
  void pathTricksLeadNowhere(String path) throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      client.say("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      String answer = client.hear();
      assertThat(answer).matches("(?s)HTTP/1\\.1 (400|404|405).*");
      assertThat(answer).doesNotContain("root:", "<project", "\u00ca\u00fe");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/predict?model=a%0d%0aX-Evil:%20yes HTTP/1.1\r\nHost: localhost\r\n",
        "GET /v1/models/a%0d%0aX-Evil:%20yes HTTP/1.1\r\nHost: localhost\r\n",
        "GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a\rX-Evil: yes\r\n",
        "GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a\r\n X-Evil: yes\r\n"
      })
  void headersCannotBeInjected(String request) throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      String answer = client.say(request + "Connection: close\r\n\r\n").hear();
      assertThat(answer).startsWith("HTTP/1.1 ");
      assertThat(answer.split("\r\n\r\n", 2)[0]).doesNotContain("X-Evil");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
        "GARBAGE\r\n\r\n",
        "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5"
            + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void malformedRequestIsRefusedAsAProblem(String request) throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      String answer = client.say(request).hear();
      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      client.say("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");
      assertThat(client.hear()).startsWith("HTTP/1.1 431");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "multipart/mixed", "video/mp4"})
  void wrongContentTypeIsRefused(String type) {
    requireProblem(service.post("/v1/predict", type, new byte[10]), 415, type);
  }

  @Test
  void otherNamesOfThisMachineAreRefused() throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      client.say("GET /v1/models HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n");
      assertThat(client.hear()).startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void clientsThatLeaveInTheMiddleHarmNobody() throws IOException {
    byte[] picture = TestService.picture("png", 200, 200, 1);
    for (int i = 0; i < 30; i++) {
      RawClient client = new RawClient(service.uri());
      client.say(rawRequest("Content-Length: " + picture.length + "\r\n", ""));
      client.say(i % 3 == 0 ? new byte[100] : picture);
      if (i % 2 == 0) {
        client.leave();
      } else {
        client.close();
      }
    }
  }

  @Test
  void requestsInOnePacketAreAnsweredInTurn() throws IOException {
    String get = "GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\n";
    byte[] picture = TestService.picture("png", 16, 16, 1);
    try (RawClient client = new RawClient(service.uri())) {
      client.say(
          "POST /v1/predict HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
              + picture.length
              + "\r\n\r\n");
      client.say(picture);
      client.say(get + "\r\n" + get + "Connection: close\r\n\r\n");
      assertThat(client.hear().split("HTTP/1.1 200 OK", -1)).hasSize(4);
    }
  }
}
