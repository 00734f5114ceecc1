package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.NetworkConfig;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The way to a new model, back from it, and out of the service. */
@Timeout(120)
class VersionsTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final byte[] PICTURE = TestService.picture("png", 16, 16, 1);

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

  private HttpResponse<byte[]> ask(String method, String path, String json) {
    HttpRequest.Builder request =
        service
            .request(path)
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json");
    return service.send(request.method(method, BodyPublishers.ofString(json)));
  }

  private void load(String name, String path) {
    String order = "{\"path\":\"%s\"}".formatted(path);
    assertThat(ask("PUT", "/v1/models/" + name, order).statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> rollBack() {
    return ask("POST", "/v1/models/tiny/rollback", "");
  }

  private HttpResponse<byte[]> delete(String name, String version) {
    return ask("DELETE", "/v1/models/%s/versions/%s".formatted(name, version), "");
  }

  /** Who answers pictures, and what it says of one. */
  private JsonNode answer() {
    HttpResponse<byte[]> response =
        service.send(
            service
                .request("/v1/predict")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(BodyPublishers.ofByteArray(PICTURE)));
    return TestService.json(response);
  }

  private String version() {
    return answer().get("model").get("version").asString();
  }

  private List<String> served() {
    JsonNode models = TestService.json(ask("GET", "/v1/models", "")).get("models");
    return models
        .valueStream()
        .map(it -> it.get("name").asString() + "@" + it.get("version").asString())
        .toList();
  }

  private static String detail(HttpResponse<byte[]> response) {
    return TestService.json(response).get("detail").asString();
  }

  @Test
  void versionBeforeAnswersAgainAndTheOtherOneIsTheWayBack() {
    JsonNode first = answer().get("predictions");
    load("tiny", "second");
    JsonNode second = answer().get("predictions");
    HttpResponse<byte[]> back = rollBack();
    assertThat(back.statusCode()).isEqualTo(200);
    assertThat(TestService.json(back).get("version").asString()).isEqualTo("1");
    assertThat(version()).isEqualTo("1");
    assertThat(answer().get("predictions")).isEqualTo(first).isNotEqualTo(second);
    assertThat(rollBack().statusCode()).isEqualTo(200);
    assertThat(version()).isEqualTo("2");
    assertThat(answer().get("predictions")).isEqualTo(second);
    assertThat(served()).containsExactly("tiny@2");
  }

  @Test
  void numberOfAVersionThatWasRolledBackIsNotGivenAgain() {
    load("tiny", "second");
    rollBack();
    load("tiny", "second");
    assertThat(version()).isEqualTo("3");
  }

  @Test
  void withoutAVersionBeforeThereIsNoWayBack() {
    HttpResponse<byte[]> refused = rollBack();
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(detail(refused)).isEqualTo("no other version of model tiny was current before");
    assertThat(ask("POST", "/v1/models/none/rollback", "").statusCode()).isEqualTo(404);
  }

  @Test
  void anotherFileInTheOldPlaceIsNotTakenForTheOldModel() {
    load("tiny", "second");
    TestService.writeModel(folder.resolve("tiny"), 3);
    HttpResponse<byte[]> refused = rollBack();
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(detail(refused)).startsWith("the file of version 1 is not the one that was served");
    assertThat(version()).isEqualTo("2");
  }

  @Test
  void modelThatIsGoneLeavesTheNewOneInItsPlace() throws IOException {
    load("tiny", "second");
    Files.delete(folder.resolve("tiny/model.safetensors"));
    assertThat(rollBack().statusCode()).isEqualTo(422);
    assertThat(version()).isEqualTo("2");
  }

  @Test
  void removedModelIsServedNoMore() {
    load("other", "second");
    assertThat(served()).containsExactly("tiny@1", "other@1");
    HttpResponse<byte[]> removed = delete("other", "1");
    assertThat(removed.statusCode()).isEqualTo(200);
    assertThat(TestService.json(removed).get("models")).hasSize(1);
    assertThat(served()).containsExactly("tiny@1");
    assertThat(delete("other", "1").statusCode()).isEqualTo(404);
    assertThat(delete("tiny", "2").statusCode()).isEqualTo(404);
  }

  @Test
  void nameThatWasRemovedMayBeGivenAgain() {
    load("other", "second");
    delete("other", "1");
    load("other", "second");
    assertThat(served()).containsExactly("tiny@1", "other@1");
    String metrics = new String(ask("GET", "/metrics", "").body(), StandardCharsets.UTF_8);
    assertThat(metrics).contains("signet_queue_pictures{model=\"other\"} 0.0");
  }

  @Test
  void lastModelOfTheServiceStays() {
    HttpResponse<byte[]> refused = delete("tiny", "1");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(detail(refused))
        .isEqualTo("version 1 of model tiny is all that is served; load another model first");
    assertThat(version()).isEqualTo("1");
  }

  @Test
  void changesAreTheAdministratorsAlone() {
    HttpRequest.Builder rollback =
        service.request("/v1/models/tiny/rollback").POST(BodyPublishers.noBody());
    assertThat(service.send(rollback).statusCode()).isEqualTo(401);
    HttpRequest.Builder delete = service.request("/v1/models/tiny/versions/1").DELETE();
    assertThat(service.send(delete).statusCode()).isEqualTo(401);
    assertThat(version()).isEqualTo("1");
  }
}
