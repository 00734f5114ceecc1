package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.NetworkConfig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code PUT /v1/models/NAME}, and the token that it and everything else needs. */
@Timeout(120)
class SwapTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final byte[] PICTURE = TestService.picture("png", 16, 16, 1);

  @TempDir Path outside;
  @TempDir Path folder;
  private TestService service;

  @BeforeEach
  void start() {
    service =
        TestService.start(
            folder,
            config -> config.withNetwork(NetworkConfig.DEFAULT.withPort(0).withToken(TOKEN)));
    TestService.writeModel(folder.resolve("second"), 2);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private HttpRequest.Builder authorized(String path) {
    return service.request(path).header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<byte[]> put(String name, String json) {
    return service.send(
        authorized("/v1/models/" + name)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  private HttpResponse<byte[]> predict() {
    return service.send(authorized("/v1/predict").POST(BodyPublishers.ofByteArray(PICTURE)));
  }

  @Test
  void anotherModelAnswersUnderTheSameName() {
    JsonNode before = TestService.json(predict());
    HttpResponse<byte[]> swapped = put("tiny", "{\"path\":\"second\"}");
    assertThat(swapped.statusCode()).isEqualTo(200);
    assertThat(TestService.json(swapped).get("version").asString()).isEqualTo("2");
    JsonNode after = TestService.json(predict());
    assertThat(after.get("model").get("version").asString()).isEqualTo("2");
    assertThat(after.get("model").get("id")).isNotEqualTo(before.get("model").get("id"));
    assertThat(after.get("predictions")).isNotEqualTo(before.get("predictions"));
    JsonNode models = TestService.json(service.send(authorized("/v1/models"))).get("models");
    assertThat(models).hasSize(1);
  }

  @Test
  void newNameIsOneMoreModel() {
    assertThat(put("other", "{\"path\":\"second\",\"version\":\"v7\"}").statusCode())
        .isEqualTo(200);
    assertThat(TestService.json(service.send(authorized("/v1/models"))).get("models")).hasSize(2);
    HttpResponse<byte[]> answer =
        service.send(
            authorized("/v1/predict?model=other&version=v7")
                .POST(BodyPublishers.ofByteArray(PICTURE)));
    assertThat(TestService.json(answer).get("model").get("name").asString()).isEqualTo("other");
  }

  @Test
  void noRequestFailsWhileModelsAreSwapped() throws InterruptedException {
    Map<String, Integer> versions = new ConcurrentHashMap<>();
    List<String> failures = new CopyOnWriteArrayList<>();
    Thread[] clients = new Thread[8];
    for (int i = 0; i < clients.length; i++) {
      clients[i] =
          new Thread(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  HttpResponse<byte[]> response;
                  try {
                    response = predict();
                  } catch (IllegalStateException e) {
                    return; // interrupted: the test is over
                  }
                  if (response.statusCode() == 200) {
                    String version =
                        TestService.json(response).get("model").get("version").asString();
                    versions.merge(version, 1, Integer::sum);
                  } else {
                    failures.add(
                        new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
                  }
                }
              });
      clients[i].start();
    }
    for (int i = 0; i < 6; i++) {
      String path = i % 2 == 0 ? "second" : "tiny";
      assertThat(put("tiny", "{\"path\":\"%s\"}".formatted(path)).statusCode()).isEqualTo(200);
    }
    for (Thread client : clients) {
      client.interrupt();
      client.join();
    }
    assertThat(failures).isEmpty();
    assertThat(versions.keySet()).hasSizeGreaterThan(3);
    assertThat(TestService.json(predict()).get("model").get("version").asString()).isEqualTo("7");
  }

  @Test
  void modelThatCannotBeLoadedLeavesTheOldOneInItsPlace() throws IOException {
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("model.safetensors"), "no model");
    assertThat(put("tiny", "{\"path\":\"broken\"}").statusCode()).isEqualTo(422);
    assertThat(TestService.json(predict()).get("model").get("version").asString()).isEqualTo("1");
  }

  @Test
  void modelsOutsideTheirFolderAreNotLoaded() throws IOException {
    Path elsewhere = TestService.writeModel(outside.resolve("elsewhere"), 3);
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    List<String> tricks = new ArrayList<>();
    tricks.add(elsewhere.toString());
    tricks.add("link");
    tricks.add("../" + outside.getFileName() + "/elsewhere");
    tricks.add("second/../../" + outside.getFileName() + "/elsewhere");
    tricks.add("/etc/passwd");
    tricks.add(".");
    tricks.add("a\\u0000b");
    for (String trick : tricks) {
      HttpResponse<byte[]> response = put("tiny", "{\"path\":\"%s\"}".formatted(trick));
      assertThat(response.statusCode()).as(trick).isEqualTo(422);
      assertThat(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
          .doesNotContain("root:", outside.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}", "{\"path\":1,\"x\":2}", "{\"path\":\"a\",", "7"})
  void malformedOrderIsRefused(String json) {
    assertThat(put("tiny", json).statusCode()).isEqualTo(400);
  }

  @Test
  void everythingButHealthAndThePageNeedsTheToken() {
    for (String path : List.of("/v1/models", "/v1/models/tiny", "/metrics", "/v2/models/tiny")) {
      HttpResponse<byte[]> response = service.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate"))
          .hasValue("Bearer realm=\"signet\"");
      assertThat(service.send(authorized(path)).statusCode()).isEqualTo(200);
    }
    assertThat(service.post("/v1/predict", "image/png", PICTURE).statusCode()).isEqualTo(401);
    for (String path : List.of("/", "/api.html", "/v2/health/live", "/v2/health/ready")) {
      assertThat(service.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer 0123456789abcdeF",
        "Bearer 0123456789abcde",
        "Bearer 0123456789abcdef0",
        "Basic 0123456789abcdef",
        "Bearer",
        "0123456789abcdef"
      })
  void wrongTokenIsRefused(String authorization) {
    HttpResponse<byte[]> response =
        service.send(service.request("/v1/models").header("Authorization", authorization));
    assertThat(response.statusCode()).isEqualTo(401);
  }
}
