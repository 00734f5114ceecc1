package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document describes what the service answers, and its page asks nobody else. */
class OpenApiTest {
  @TempDir private static Path folder;

  @Test
  void documentListsTheRoutes() {
    try (TestService service = TestService.start(folder)) {
      JsonNode paths = TestService.json(service.get("/openapi.json")).get("paths");
      List<String> documented = new ArrayList<>();
      for (String path : paths.propertyNames()) {
        for (String method : paths.get(path).propertyNames()) {
          documented.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
        }
      }
      assertThat(documented).containsExactlyInAnyOrderElementsOf(service.server().routes());
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
