package dev.signet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.TestService;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A client that has two pictures of noise and asks the first version of the model tiny. */
final class InferenceClient {
  static final String MODEL = "/v2/models/tiny/versions/1";
  static final String JSON_TYPE = "application/json";

  private final TestService service;
  private final byte[] pixels = new byte[2 * TestService.SIDE * TestService.SIDE * 3];

  InferenceClient(TestService service) {
    this.service = service;
    new Random(5).nextBytes(pixels);
  }

  /** Of both pictures. */
  byte[] pixels() {
    return pixels.clone();
  }

  /** What is said of a body. */
  HttpResponse<byte[]> post(byte[] body) {
    return service.post(MODEL + "/infer", JSON_TYPE, body);
  }

  HttpResponse<byte[]> post(String json) {
    return post(json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A request for both pictures.
   *
   * @param more after the inputs, with a comma before it
   */
  String json(String data, String more) {
    return ("{\"id\":\"q-7\",\"inputs\":[{\"name\":\"image\",\"shape\":[2,16,16,3],"
            + "\"datatype\":\"UINT8\",\"data\":%s}]%s}")
        .formatted(data, more);
  }

  /** The pixels as numbers in one list. */
  String flat() {
    return numbers(0, pixels.length);
  }

  /** Some of them. */
  String numbers(int from, int to) {
    return Arrays.stream(toInts(from, to))
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private int[] toInts(int from, int to) {
    int[] numbers = new int[to - from];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = pixels[from + i] & 0xff;
    }
    return numbers;
  }

  JsonNode infer(String request) {
    HttpResponse<byte[]> response =
        service.post(
            MODEL + "/infer", "application/json", request.getBytes(StandardCharsets.UTF_8));
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return TestService.json(response);
  }

  /** What is said of JSON with bytes behind it. */
  HttpResponse<byte[]> inferBinary(String json, byte[] tensor) {
    byte[] head = json.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head);
    body.writeBytes(tensor);
    return service.send(
        service
            .request(MODEL + "/infer")
            .header("Content-Type", "application/octet-stream")
            .header("Inference-Header-Content-Length", String.valueOf(head.length))
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }
}
