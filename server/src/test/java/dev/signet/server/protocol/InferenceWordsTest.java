package dev.signet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.TestService;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of malformed requests is about the request, not about Java. */
class InferenceWordsTest {
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
        "",
        " ",
        "{",
        "{\"a",
        "{\"a\":",
        "{\"a\":[1,",
        "[",
        "]",
        "{}}",
        "nul",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":tru}",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "\u00ff\u00fe",
        "{\"a\":1e999999999999}",
        "/*x*/{}",
        "{\"inputs\":[1]}",
        "7"
      })
  void malformedJsonIsDescribedInOurWords(String json) {
    HttpResponse<byte[]> answer =
        service.post(
            "/v2/models/tiny/infer",
            "application/json",
            json.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(answer.statusCode()).isEqualTo(400);
    requireOurWords(answer);
  }

  private static void requireOurWords(HttpResponse<byte[]> answer) {
    assertThat(TestService.json(answer).get("detail").asString())
        .isNotBlank()
        .doesNotContain("`", "java", "Feature", "Source", "Jackson", "REDACTED", "marker", "\n")
        .doesNotContain("Exception", "Token");
  }

  @Test
  void deepJsonIsRefusedInOurWords() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer = service.post("/v2/models/tiny/infer", "application/json", deep);
    assertThat(answer.statusCode()).isEqualTo(400);
    requireOurWords(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "255 255 255 255 1 | has an element that says it has 4,294,967,295 bytes, but 1 follow",
        "0 0 0 128 | has an element that says it has 2,147,483,648 bytes, but 0 follow",
        "2 0 0 0 7 | has an element that says it has 2 bytes, but 1 follow",
        "1 0 | ends within the length of an element"
      })
  void elementThatIsCutIsSaidToBe(String bytes, String said) {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    for (String each : bytes.split(" ", -1)) {
      raw.write(Integer.parseInt(each));
    }
    String json =
        String.format(
            Locale.ROOT,
            "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":%d}}]}",
            raw.size());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(raw.toByteArray());
    HttpResponse<byte[]> answer =
        service.send(
            service
                .request("/v2/models/tiny/infer")
                .header("Inference-Header-Content-Length", String.valueOf(json.length()))
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(TestService.json(answer).get("detail").asString()).contains(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"parameters\":{\"classification\":2}}",
        "{\"parameters\":{\"shared_memory_region\":\"a\"}}",
        "{\"parameters\":{\"binary_data\":true,\"x\":1}}",
        "{\"parameters\":{\"binary_data\":\"yes\"}}",
        "{\"parameters\":[]}"
      })
  void parameterOfAnOutputThatIsNotKnownIsRefused(String more) {
    String output = more.replaceFirst("\\{", "{\"name\":\"labels\",");
    String request =
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,16,16,3],\"datatype\":\"UINT8\",\"data\":[%s]}],\"outputs\":[%s]}"
            .formatted("0,".repeat(767) + "0", output);
    HttpResponse<byte[]> answer =
        service.post(
            "/v2/models/tiny/infer", "application/json", request.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(more).isEqualTo(400);
    assertThat(TestService.json(answer).get("detail").asString())
        .containsAnyOf("binary_data", "'parameters' must be an object");
  }
}
