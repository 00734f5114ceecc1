package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document describes what the service answers, and its page asks nobody else. */
class OpenApiTest {
  @TempDir private static Path folder;

  @Test
  void documentListsTheRoutes() {
    try (TestService service = TestService.start(folder)) {
      OpenApi document = new OpenApi(TestService.json(service.get("/openapi.json")));
      assertThat(document.operations())
          .containsExactlyInAnyOrderElementsOf(service.server().routes());
    }
  }

  @Test
  void redoclyFindsNothingWrong() throws IOException, InterruptedException {
    Path document = folder.resolve("openapi.json");
    try (InputStream in = SignetServer.class.getResourceAsStream("web/openapi.json")) {
      Files.copy(Objects.requireNonNull(in), document);
    }
    Process redocly;
    try {
      redocly =
          new ProcessBuilder("redocly", "lint", document.toString())
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      abort("no redocly on this machine (npm install -g @redocly/cli)");
      return;
    }
    String said = new String(redocly.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(redocly.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain("Warning was generated");
  }

  @Test
  void pageIsOfThisServiceAlone() {
    try (TestService service = TestService.start(folder)) {
      for (String file : List.of("/api.html", "/api.js", "/api.css")) {
        HttpResponse<byte[]> response = service.get(file);
        assertThat(response.statusCode()).as(file).isEqualTo(200);
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
            .doesNotContain("http://", "https://", "style=", "onclick", "innerHTML");
      }
    }
  }
}
