package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What every answer has: an id, security headers, and problems that say what is wrong. */
class SurfaceTest {
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

  @Test
  void serviceLivesAndIsReady() {
    assertThat(service.get("/v2/health/live").statusCode()).isEqualTo(200);
    assertThat(service.get("/v2/health/ready").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v2/health/live", "/v1/models", "/nothing", "/v1/predict"})
  void everyAnswerIsGuarded(String path) {
    HttpResponse<byte[]> response = service.get(path);
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self';")
        .doesNotContain("unsafe", "http:", "https:");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(response.headers().map()).doesNotContainKey("server");
  }

  @Test
  void problemsAreThoseOfTheRfc() {
    HttpResponse<byte[]> response = service.get("/nothing");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = TestService.json(response);
    assertThat(problem.get("type").asString()).isEqualTo("about:blank");
    assertThat(problem.get("title").asString()).isEqualTo("Not Found");
    assertThat(problem.get("status").asInt()).isEqualTo(404);
    assertThat(problem.get("request_id").asString())
        .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void methodThatIsNotPossibleIsNamedWithThoseThatAre() {
    HttpResponse<byte[]> response = service.get("/v1/predict");
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow").orElse("")).contains("POST");
  }

  @Test
  void clientsOwnIdComesBackIfItIsHarmless() {
    assertThat(
            service
                .send(service.request("/v2/health/live").header("X-Request-Id", "run-7.a_b"))
                .headers()
                .firstValue("X-Request-Id"))
        .hasValue("run-7.a_b");
    assertThat(
            service
                .send(service.request("/v2/health/live").header("X-Request-Id", "<script>"))
                .headers()
                .firstValue("X-Request-Id")
                .orElseThrow())
        .matches("[0-9a-f-]{36}");
  }

  @Test
  void otherOriginsAreAllowedNothing() {
    HttpResponse<byte[]> preflight =
        service.send(
            service
                .request("/v1/predict")
                .header("Origin", "https://elsewhere.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    HttpResponse<byte[]> get =
        service.send(service.request("/v1/models").header("Origin", "https://elsewhere.example"));
    assertThat(preflight.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control"));
    assertThat(get.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
  }
}
