package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.BatchingConfig;
import dev.signet.server.config.LimitsConfig;
import dev.signet.server.config.NetworkConfig;
import dev.signet.server.config.ServerConfig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Provokes every answer that the OpenAPI document lists, operation by operation, and holds each
 * against the document: status, media type and the JSON's keys and types.
 */
@Timeout(120)
class OpenApiContractTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final int MOST_BYTES = 64 << 10;
  private static final byte[] PICTURE = TestService.picture("png", 16, 16, 1);

  /** Only while a service starts, which is over before a client can be sure to meet it. */
  private static final Set<String> NOT_PROVOKED =
      Set.of("GET /v2/health/ready", "GET /v1/models/{name}", "GET /v2/models/{name}");

  @TempDir private static Path folder;
  private static TestService service;
  private static TestService open;
  private static OpenApi document;

  @BeforeAll
  static void start() {
    service =
        TestService.start(
            folder.resolve("guarded"),
            config -> limited(config).withNetwork(config.network().withToken(TOKEN)));
    open = TestService.start(folder.resolve("open"), OpenApiContractTest::limited);
    document = new OpenApi(TestService.json(open.get("/openapi.json")));
  }

  @AfterAll
  static void stop() {
    service.close();
    open.close();
  }

  private static ServerConfig limited(ServerConfig config) {
    LimitsConfig defaults = LimitsConfig.DEFAULT;
    LimitsConfig limits =
        new LimitsConfig(
            MOST_BYTES,
            MOST_BYTES,
            defaults.pixels(),
            defaults.pictures(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofSeconds(2));
    return config
        .withNetwork(NetworkConfig.DEFAULT.withPort(0))
        .withLimits(limits)
        .withBatching(new BatchingConfig(8, Duration.ZERO, 1, Duration.ofSeconds(10)));
  }

  @Test
  void everyAnswerOfEveryRouteIsAsDocumented() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (String operation : document.operations()) {
      String method = operation.substring(0, operation.indexOf(' '));
      String path =
          operation
              .substring(operation.indexOf(' ') + 1)
              .replace("{name}", "tiny")
              .replace("{version}", "1");
      misspell(seen, operation, method, path);
      if (method.equals("GET")) {
        read(seen, operation, path);
      } else {
        refuse(seen, operation, method, path);
        change(seen, operation, method, path);
      }
    }
    Set<String> missing = new TreeSet<>(document.answers());
    missing.removeAll(seen);
    missing.removeIf(
        answer ->
            answer.endsWith(" 503")
                && NOT_PROVOKED.stream().anyMatch(answer::startsWith)
                && answer.startsWith("GET"));
    assertThat(missing).as("documented and never answered").isEmpty();
  }

  /** What is said of requests whose head is wrong, whatever they ask for. */
  private static void misspell(Set<String> seen, String operation, String method, String path)
      throws IOException {
    String long_ = path + "?" + "x".repeat(9000);
    seen.add(check(operation, 414, raw(head(method, long_, 0))));
    seen.add(
        check(operation, 400, raw(head(method, path, 0).replace("Host:", "Host: a\r\nHost:"))));
    seen.add(
        check(
            operation,
            417,
            raw(head(method, path, 1).replace("Host:", "Expect: x\r\nHost:") + "x")));
  }

  private static Answer raw(String request) throws IOException {
    try (RawClient client = new RawClient(service.uri())) {
      return Answer.parse(client.say(request).hear());
    }
  }

  private static void read(Set<String> seen, String operation, String path) {
    seen.add(check(operation, 200, Answer.of(service, request(service, path))));
    if (path.startsWith("/v2/health")) {
      return; // needs no token and names no model
    }
    seen.add(check(operation, 401, Answer.of(service, service.request(path))));
    if (path.contains("tiny")) {
      HttpRequest.Builder unknown = request(service, path.replace("tiny", "no"));
      seen.add(check(operation, 404, Answer.of(service, unknown)));
    }
  }

  /** What is said of bodies before anybody looks into them. */
  private static void refuse(Set<String> seen, String operation, String method, String path)
      throws IOException {
    byte[] large = new byte[MOST_BYTES + 1];
    seen.add(check(operation, 413, send(method, path, "application/json", large)));
    HttpRequest.Builder packed =
        request(service, path)
            .header("Content-Encoding", "br")
            .method(method, BodyPublishers.ofByteArray(new byte[9]));
    seen.add(check(operation, 415, Answer.of(service, packed)));
    HttpRequest.Builder stranger =
        service.request(path).method(method, BodyPublishers.ofByteArray(PICTURE));
    seen.add(check(operation, 401, Answer.of(service, stranger)));
    try (RawClient slow = new RawClient(service.uri())) {
      slow.say(head(method, path, 2)).say("x");
      seen.add(check(operation, 408, Answer.parse(slow.hear())));
    }
    seen.add(check(operation, 503, oneBodyTooMany(method, path)));
  }

  /**
   * Asks while another body of nearly all the bytes that may be held comes in, and for a model that
   * is not served: where the other body is late, this one is accepted, and must change nothing.
   */
  private static Answer oneBodyTooMany(String method, String operationPath) throws IOException {
    String path = operationPath.replace("tiny", "no");
    byte[] second = new byte[60_000];
    Answer answer = null;
    for (int i = 0; (answer == null || answer.status() != 503) && i < 20; i++) {
      try (RawClient slow = new RawClient(service.uri())) {
        slow.say(head(method, path, 60_000)).say(new byte[50_000]);
        answer = send(method, path, "application/json", second);
      }
    }
    return Objects.requireNonNull(answer);
  }

  private static void change(Set<String> seen, String operation, String method, String path) {
    if (path.equals("/v1/predict")) {
      predict(seen, operation, path);
    } else if (path.equals("/v2/repository/index")) {
      seen.add(check(operation, 200, order(method, path, "{\"ready\":true}")));
      seen.add(check(operation, 400, order(method, path, "[]")));
    } else if (method.equals("PUT")) {
      swap(seen, operation, path);
    } else if (method.equals("DELETE")) {
      remove(seen, operation, path);
    } else if (path.endsWith("/rollback")) {
      rollBack(seen, operation, path);
    } else {
      infer(seen, operation, path);
    }
  }

  private static void predict(Set<String> seen, String operation, String path) {
    String all = "?top_k=2&explain=gradcam&model=tiny&version=1&deadline_ms=9000";
    assertThat(document.queryParameters(operation))
        .allSatisfy(name -> assertThat(all).contains(name + "="));
    byte[] two = twoPictures();
    byte[] big = TestService.picture("jpg", 200, 200, 1);
    seen.add(check(operation, 200, send("POST", path + all, "image/png", PICTURE)));
    seen.add(check(operation, 400, send("POST", path + "?top=1", "image/png", PICTURE)));
    seen.add(check(operation, 404, send("POST", path + "?model=no", "image/png", PICTURE)));
    seen.add(check(operation, 415, send("POST", path, "text/plain", PICTURE)));
    seen.add(check(operation, 422, send("POST", path, "image/png", new byte[] {1})));
    seen.add(check(operation, 400, send("POST", path, "multipart/form-data; boundary=cut", two)));
    seen.add(check(operation, 429, full(() -> send("POST", path, "image/png", PICTURE))));
    Answer late = send("POST", path + "?deadline_ms=1", "image/jpeg", big);
    for (int i = 0; late.status() == 200 && i < 50; i++) { // it was quicker than a millisecond
      late = send("POST", path + "?deadline_ms=1", "image/jpeg", big);
    }
    seen.add(check(operation, 504, late));
  }

  /** Asks while a picture that takes long to decode has the queue's one place. */
  private static Answer full(Supplier<Answer> question) {
    byte[] slow = TestService.blank(4900, 4900);
    Answer answer = question.get();
    while (answer.status() != 429) {
      CompletableFuture<Answer> coming =
          CompletableFuture.supplyAsync(() -> send("POST", "/v1/predict", "image/png", slow));
      while (answer.status() != 429 && !coming.isDone()) {
        answer = question.get();
      }
      coming.join();
    }
    return answer;
  }

  private static byte[] twoPictures() {
    try {
      return PredictTest.multipart(List.of("a", "b"), List.of(PICTURE, PICTURE));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void infer(Set<String> seen, String operation, String path) {
    String json = "application/json";
    byte[] binary = pixels(1, ",\"parameters\":{\"binary_data_output\":true}");
    seen.add(check(operation, 200, send("POST", path, json, pixels(1, ""))));
    seen.add(check(operation, 200, send("POST", path, json, binary)));
    seen.add(check(operation, 400, send("POST", path, json, "{".getBytes(StandardCharsets.UTF_8))));
    String unknown = path.replace("tiny", "no");
    seen.add(check(operation, 404, send("POST", unknown, json, pixels(1, ""))));
    String torn =
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"AAAA\"]}]}";
    byte[] unreadable = torn.getBytes(StandardCharsets.UTF_8);
    seen.add(check(operation, 422, send("POST", path, json, unreadable)));
    seen.add(check(operation, 400, send("POST", path, json, pixels(2, ""))));
    seen.add(check(operation, 429, full(() -> send("POST", path, json, pixels(1, "")))));
    byte[] hasty = pixels(1, ",\"parameters\":{\"timeout\":1}");
    seen.add(check(operation, 504, send("POST", path, json, hasty)));
  }

  private static byte[] pixels(int pictures, String more) {
    String zeros = "0,".repeat(pictures * 16 * 16 * 3 - 1) + "0";
    return String.format(
            Locale.ROOT,
            "{\"inputs\":[{\"name\":\"image\",\"shape\":[%d,16,16,3],\"datatype\":\"UINT8\",\"data\":[%s]}]%s}",
            pictures,
            zeros,
            more)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void swap(Set<String> seen, String operation, String path) {
    String json = "application/json";
    byte[] same = "{\"path\":\"tiny\"}".getBytes(StandardCharsets.UTF_8);
    byte[] none = "{\"path\":\"none\"}".getBytes(StandardCharsets.UTF_8);
    seen.add(check(operation, 200, send("PUT", path, json, same)));
    seen.add(check(operation, 400, send("PUT", path, json, new byte[] {'['})));
    seen.add(check(operation, 422, send("PUT", path, json, none)));
    seen.add(check(operation, 415, send("PUT", path, "text/plain", same)));
    HttpRequest.Builder unguarded =
        open.request(path).header("Content-Type", json).PUT(BodyPublishers.ofByteArray(same));
    seen.add(check(operation, 403, Answer.of(open, unguarded)));
    Answer back =
        send(
            "PUT",
            path,
            json,
            "{\"path\":\"tiny\",\"version\":\"1\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(back.status()).isEqualTo(200); // for the operations that ask for version 1
  }

  private static Answer order(String method, String path, String json) {
    return send(method, path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer unguarded(String method, String path) {
    return Answer.of(open, open.request(path).method(method, BodyPublishers.noBody()));
  }

  private static void rollBack(Set<String> seen, String operation, String path) {
    String other = "/v1/models/other";
    assertThat(order("PUT", other, "{\"path\":\"tiny\"}").status()).isEqualTo(200);
    seen.add(check(operation, 409, order("POST", other + "/rollback", "")));
    seen.add(check(operation, 404, order("POST", path.replace("tiny", "no"), "")));
    seen.add(check(operation, 403, unguarded("POST", path)));
    String tiny = "/v1/models/tiny";
    Path gone = TestService.writeModel(folder.resolve("guarded/gone"), 9);
    assertThat(order("PUT", tiny, "{\"path\":\"gone\"}").status()).isEqualTo(200);
    assertThat(order("PUT", tiny, "{\"path\":\"tiny\",\"version\":\"1\"}").status()).isEqualTo(200);
    assertThat(gone.resolve("model.safetensors").toFile().delete()).isTrue();
    seen.add(check(operation, 422, order("POST", path, "")));
    assertThat(order("PUT", tiny, "{\"path\":\"tiny\"}").status()).isEqualTo(200);
    seen.add(check(operation, 200, order("POST", path, ""))); // to version 1 again
  }

  private static void remove(Set<String> seen, String operation, String path) {
    seen.add(check(operation, 200, order("DELETE", path.replace("tiny", "other"), "")));
    seen.add(check(operation, 404, order("DELETE", path.replace("tiny", "other"), "")));
    seen.add(check(operation, 409, order("DELETE", path, "")));
    seen.add(check(operation, 403, unguarded("DELETE", path)));
  }

  private static HttpRequest.Builder request(TestService asked, String path) {
    return asked.request(path).header("Authorization", "Bearer " + TOKEN);
  }

  private static Answer send(String method, String path, String type, byte[] body) {
    return Answer.of(
        service,
        request(service, path)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofByteArray(body)));
  }

  private static String head(String method, String path, int length) {
    return String.join(
        "\r\n",
        method + " " + path + " HTTP/1.1",
        "Host: localhost",
        "Connection: close",
        "Authorization: Bearer " + TOKEN,
        "Content-Length: " + length,
        "",
        "");
  }

  /** The answer's name in the document, once it is found to be as described there. */
  private static String check(String operation, int status, Answer answer) {
    String name = operation + " " + status;
    assertThat(answer.status()).as("%s: %s", name, answer.text()).isEqualTo(status);
    assertThat(document.answers()).contains(name);
    JsonNode content = document.content(operation, status);
    assertThat(content.propertyNames()).as(name).contains(answer.mediaType());
    if (answer.mediaType().endsWith("json")) {
      List<String> faults = new ArrayList<>();
      document.check(content.path(answer.mediaType()).path("schema"), answer.json(), "", faults);
      assertThat(faults).as(name).isEmpty();
    }
    return name;
  }
}
