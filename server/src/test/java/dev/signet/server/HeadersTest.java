package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.LimitsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a header is the client's own affair: no answer blames the service. */
@Timeout(60)
class HeadersTest {
  private static final List<String> CONTENT_TYPES =
      List.of(
          "image/jpeg; charset=x",
          "image/jpeg; charset=",
          "image/jpeg; charset=\"",
          "image/jpeg; charset=\"utf-8",
          "image/png;charset=utf-7",
          "image/png;charset=ISO-2022-CN",
          "image/png;charset=%00",
          "image/png; charset=\u00e9",
          "image/png; q=\"\\",
          "image/png;;;;",
          "image/png; a=b; a=c",
          "image/" + "x".repeat(3000),
          "image",
          "/",
          ";",
          ";charset=x",
          "*/*",
          "IMAGE/PNG",
          "image/png, image/jpeg",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=\"",
          "multipart/form-data; charset=x; boundary=b",
          "multipart/form-data; boundary=" + "b".repeat(500),
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=x",
          "application/json; charset=x",
          "application/json; charset=utf-16");

  private static final List<String> ACCEPTING_AND_CONDITIONAL =
      List.of(
          "Content-Type: image/png\r\nContent-Type: image/jpeg; charset=x",
          "Accept: x",
          "Accept: */*;q=9",
          "Accept: \"",
          "Accept-Charset: x",
          "Accept-Encoding: x;q=a",
          "Accept-Encoding: identity;q=0, *;q=0",
          "Accept-Language: \u00ff;q=",
          "Range: bytes=0-",
          "Range: bytes=9-1",
          "Range: lines=-1,,",
          "If-Range: x",
          "If-Modified-Since: yesterday",
          "If-Unmodified-Since: 0",
          "If-Match: \"",
          "If-None-Match: W/",
          "Cookie: =;;=\"; $Version=9",
          "Cookie: a=\"b\\",
          "Authorization: Basic %%%",
          "Authorization: Digest username=\"",
          "Authorization: ",
          "Authorization: Bearer",
          "Proxy-Authorization: x",
          "Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x",
          "Connection: upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x",
          "Connection: x, y, close",
          "Expect: something",
          "Expect: 100-continue, x",
          "TE: trailers, x;q=9");

  private static final List<String> OTHERS =
      List.of(
          "Trailer: Content-Length",
          "Max-Forwards: -1",
          "Forwarded: for=\"",
          "X-Forwarded-For: \", x",
          "X-Forwarded-Proto: gopher",
          "X-Forwarded-Host: a b",
          "X-Forwarded-Port: x",
          "X-HTTP-Method-Override: DELETE",
          "Origin: null",
          "Referer: \u0001x".replace('\u0001', ' '),
          "X-Request-Id: \"",
          "Inference-Header-Content-Length: -1",
          "Inference-Header-Content-Length: 99999999999999999999",
          "Inference-Header-Content-Length: x",
          "Date: x",
          "Content-Encoding: x",
          "Content-Language: \"",
          "Content-Disposition: attachment; filename*=x''%%",
          "Content-MD5: x",
          "Content-Range: bytes */0",
          "Content-Location: http://[",
          "Transfer-Encoding: gzip",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: chunked, x",
          "Transfer-Encoding: \"",
          "X-: x",
          "X-Folded: a\r\n b",
          "X y: z",
          ": z",
          "No colon");

  private static final byte[] PICTURE = TestService.picture("png", 16, 16, 1);
  private static final byte[] PIXELS =
      ("{\"inputs\":[{\"name\":\"image\",\"shape\":[1,16,16,3],\"datatype\":\"UINT8\",\"data\":["
              + "0,".repeat(16 * 16 * 3 - 1)
              + "0]}]}")
          .getBytes(StandardCharsets.UTF_8);

  @TempDir private static Path folder;
  private static TestService service;

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            folder,
            config ->
                config.withLimits(
                    LimitsConfig.DEFAULT.withTimes(
                        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(2))));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  static Stream<String> odd() {
    return Stream.of(
            CONTENT_TYPES.stream().map(type -> "Content-Type: " + type),
            ACCEPTING_AND_CONDITIONAL.stream(),
            OTHERS.stream())
        .flatMap(headers -> headers);
  }

  @ParameterizedTest
  @MethodSource("odd")
  void oddHeaderIsReadOrRefusedAndNeverAFault(String header) throws IOException {
    for (String target :
        List.of("POST /v1/predict", "POST /v1/predict?top_k=2", "POST /v2/models/tiny/infer")) {
      byte[] body = target.endsWith("infer") ? PIXELS : PICTURE;
      require(ask(target, header + "\r\nContent-Length: " + body.length, body), target);
    }
    for (String target :
        List.of("GET /", "GET /page.js", "GET /v1/models", "GET /metrics", "HEAD /", "OPTIONS /")) {
      require(ask(target, header, new byte[0]), target);
    }
    require(ask("PUT /v1/models/tiny", header + "\r\nContent-Length: 2", new byte[2]), "PUT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"image/png; charset=x", "image/png;charset=", "IMAGE/PNG; charset=\"utf-7"})
  void pictureHasNoCharacterSetThatCouldMatter(String type) throws IOException {
    String headers =
        String.format(Locale.ROOT, "Content-Type: %s\r\nContent-Length: %d", type, PICTURE.length);
    assertThat(ask("POST /v1/predict", headers, PICTURE)).startsWith("HTTP/1.1 200 ");
  }

  private static void require(String answer, String target) {
    assertThat(answer).as(target).matches("(?s)HTTP/1\\.1 ([1234]\\d\\d|505) .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "+5",
        "0x10",
        "5, 5",
        "5, 6",
        "",
        "5\r\nContent-Length: 6",
        "99999999999999999999",
        "a"
      })
  void oddLengthIsRefused(String length) throws IOException {
    String answer = ask("POST /v1/predict", "Content-Length: " + length, new byte[5]);
    assertThat(answer).matches("(?s)HTTP/1\\.1 (400|408|413|411) .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "[", "[::1", "localhost:x", "localhost:99999", "a,b", "%00", "@"})
  void oddNameOfTheHostIsRefused(String host) throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      String answer =
          client
              .say("GET /v1/models HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
              .hear();
      assertThat(answer).matches("(?s)HTTP/1\\.1 (400|421) .*");
    }
  }

  private static String ask(String target, String headers, byte[] body) throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      return client
          .say(
              target
                  + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + headers
                  + "\r\n\r\n")
          .say(body)
          .hear();
    }
  }
}
