package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
