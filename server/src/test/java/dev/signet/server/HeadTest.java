package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HEAD answers what GET answers, without the body (RFC 9110, section 9.3.2). */
@Timeout(60)
class HeadTest {
  private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)\r\n");

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/page.js",
        "/icon.svg",
        "/api.html",
        "/openapi.json",
        "/v1/models",
        "/v1/models/tiny",
        "/v1/models/none",
        "/v2",
        "/v2/models/tiny",
        "/v2/models/tiny/ready",
        "/v2/health/live",
        "/v2/health/ready",
        "/nothing",
        "/v1/predict"
      })
  void lengthIsThatOfTheBodyThatGetBrings(String path) throws IOException {
    String get = ask("GET", path, "localhost");
    String head = ask("HEAD", path, "localhost");
    assertThat(head.split("\r\n\r\n", -1)).as("head and nothing more").hasSize(2).endsWith("");
    assertThat(firstLine(head)).isEqualTo(firstLine(get));
    assertThat(length(head)).isPositive().isEqualTo(length(get));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/v1/models"})
  void lengthIsToldOfWhatIsMadeAnew(String path) throws IOException {
    assertThat(length(ask("HEAD", path, "localhost"))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/models"})
  void refusalAtTheDoorHasALength(String path) throws IOException {
    String head = ask("HEAD", path, "elsewhere.example");
    assertThat(firstLine(head)).startsWith("HTTP/1.1 421");
    assertThat(length(head)).isEqualTo(length(ask("GET", path, "elsewhere.example"))).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: b", "Bad Header", "X: \u0001"})
  void malformedHeadersAreRefusedWithoutABody(String header) throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      String head = client.say("HEAD / HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n").hear();
      assertThat(firstLine(head)).startsWith("HTTP/1.1 400");
      assertThat(head).endsWith("\r\n\r\n");
    }
  }

  private static String firstLine(String answer) {
    return answer.lines().findFirst().orElse("");
  }

  private static int length(String answer) {
    Matcher matcher = LENGTH.matcher(answer);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  private static String ask(String method, String path, String host) throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      return client
          .say(
              "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(method, path, host))
          .hear();
    }
  }
}
