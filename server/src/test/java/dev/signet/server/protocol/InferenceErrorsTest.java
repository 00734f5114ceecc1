package dev.signet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.TestService;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the Open Inference Protocol that are errors, each with a sentence. */
class InferenceErrorsTest {
  private static final String MODEL = InferenceClient.MODEL;
  private static final String JSON_TYPE = InferenceClient.JSON_TYPE;

  @TempDir private static Path folder;
  private static TestService service;
  private static InferenceClient client;

  @BeforeAll
  static void start() {
    service = TestService.start(folder);
    client = new InferenceClient(service);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"parameters\":3",
        ",\"parameters\":{\"binary_data_output\":\"yes\"}",
        ",\"parameters\":{\"timeout\":0}",
        ",\"parameters\":{\"timeout\":\"soon\"}",
        ",\"outputs\":{\"name\":\"labels\"}",
        ",\"outputs\":[\"labels\"]",
        ",\"outputs\":[{\"name\":\"logits\"}]",
        ",\"outputs\":[{\"name\":\"labels\",\"parameters\":[]}]",
        ",\"outputs\":[{\"name\":\"labels\",\"parameters\":{\"binary_data\":1}}]"
      })
  void wishThatIsNotUnderstoodIsAnError(String wish) {
    byte[] request = client.json(client.flat(), wish).getBytes(StandardCharsets.UTF_8);
    requireError(client.post(request));
  }

  private static void requireError(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestService.json(response).get("error").asString()).isNotBlank();
  }

  /** What the JSON says of the bytes behind it, and how many there are. */
  @ParameterizedTest
  @CsvSource({
    "UINT8, '[2,16,16,3]', 1535, 1536", // a byte follows that nobody asked for
    "UINT8, '[2,16,16,3]', 1536, 1535", // one is missing
    "UINT8, '[2,16,16,3]', 1535, 1535", // fewer than the shape needs
    "UINT8, '[2,16,16,3]', 1537, 1537", // more than it needs
    "UINT8, '[2,16,16,3]', -1, 1536",
    "UINT8, '[2,16,16,3]', 1.5, 1536",
    "UINT8, '[2,16,16,3]', 99999999999, 1536",
    "UINT8, '[2,16,16,3]', '\"1536\"', 1536",
    "BYTES, '[1]', 3, 3", // ends within a length
    "BYTES, '[1]', 1536, 1536", // whose first length is longer than the rest
    "BYTES, '[2]', 0, 0"
  })
  void sizesThatDoNotAgreeAreAnError(String datatype, String shape, String said, int bytes) {
    String json =
        "{\"inputs\":[{\"name\":\"image\",\"shape\":%s,\"datatype\":\"%s\","
                .formatted(shape, datatype)
            + "\"parameters\":{\"binary_data_size\":%s}}]}".formatted(said);
    byte[] tensor = new byte[bytes];
    Arrays.fill(tensor, (byte) 0x7f);
    requireError(client.inferBinary(json, tensor));
  }

  @Test
  void dataBothInTheJsonAndBehindItIsAnError() {
    String json =
        client
            .json(client.flat(), "")
            .replace("\"data\"", "\"parameters\":{\"binary_data_size\":1536},\"data\"");
    requireError(client.inferBinary(json, client.pixels()));
  }

  @Test
  void bytesWithoutTheHeaderThatAnnouncesThemAreAnError() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(client.json(client.flat(), "").getBytes(StandardCharsets.UTF_8));
    body.writeBytes(client.pixels());
    requireError(service.post(MODEL + "/infer", JSON_TYPE, body.toByteArray()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "null",
        "{\"inputs\":[]}",
        "{\"inputs\":[{\"name\":\"other\",\"shape\":[1],\"datatype\":\"UINT8\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,16,16,3],\"datatype\":\"FP32\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,16,16,3],\"datatype\":\"UINT8\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,17,16,3],\"datatype\":\"UINT8\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[-1,16,16,3],\"datatype\":\"UINT8\",\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[9999999999,16,16,3],\"datatype\":\"UINT8\","
            + "\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[\"1\"],\"datatype\":\"BYTES\",\"data\":[\"\"]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"%%\"]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[7]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\","
            + "\"parameters\":{\"binary_data_size\":99}}]}",
        "{\"id\":7,\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"\"]}]}"
      })
  void malformedRequestIsAnErrorWithASentence(String request) {
    HttpResponse<byte[]> response =
        service.post(
            MODEL + "/infer", "application/json", request.getBytes(StandardCharsets.UTF_8));
    assertThat(response.statusCode()).isIn(400, 422);
    assertThat(TestService.json(response).get("error").asString()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "99999", "99999999999999999999"})
  void wrongLengthOfTheJsonIsAnError(String length) {
    HttpResponse<byte[]> response =
        service.send(
            service
                .request(MODEL + "/infer")
                .header("Inference-Header-Content-Length", length)
                .POST(BodyPublishers.ofString("{}")));
    assertThat(response.statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v2/models/no", "/v2/models/tiny/versions/9", "/v2/models/no/ready"})
  void unknownModelIsNotFoundWithThoseThatAre(String path) {
    HttpResponse<byte[]> response = service.get(path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(TestService.json(response).get("error").asString()).containsAnyOf("tiny", "1");
  }
}
