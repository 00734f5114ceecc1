package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code signet train --ui} and {@code signet ui}, watched over HTTP. */
@Timeout(180)
class UiTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static Path folder;
  private static Path pictures;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void makePictures(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
  }

  private static List<Object> training(Path out, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("--arch", "tiny", "--threads", 1, "--data", pictures, "--out", out));
    words.addAll(List.of(more));
    return words;
  }

  /** The address at the end of the line that was read last. */
  private static URI address(String said) {
    return URI.create(said.strip().substring(said.strip().lastIndexOf(' ') + 1));
  }

  private JsonNode get(URI address) throws IOException, InterruptedException {
    return JSON.readTree(
        client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body());
  }

  @Test
  void trainingIsFollowedFromItsStepsToItsEnd() throws IOException, InterruptedException {
    Path out = folder.resolve("watched");
    try (TrainingProcess process =
        TrainingProcess.start(training(out, "--epochs", 40, "--batch-size", 2, "--ui"))) {
      assertThat(process.await("Page: http://127.0.0.1:")).isTrue();
      URI page = address(process.said());
      HttpRequest request =
          HttpRequest.newBuilder(page.resolve("/v1/events?name=watched"))
              .header("Accept", "text/event-stream")
              .build();
      Set<String> events = new LinkedHashSet<>();
      JsonNode run = JSON.nullNode();
      boolean snapshot = false;
      try (BufferedReader stream =
          new BufferedReader(
              new InputStreamReader(
                  client.send(request, BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8))) {
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
          if (line.startsWith("event: ")) {
            String name = line.substring("event: ".length());
            JsonNode content = JSON.readTree(stream.readLine().substring("data: ".length()));
            events.add(name);
            run = name.equals("run") ? content : run;
            if (name.equals("samples") && !snapshot) {
              snapshot = true;
              JsonNode late = get(page.resolve("/v1/run?name=watched"));
              assertThat(late.get("history").get("epoch").size()).isPositive();
              assertThat(late.get("samples").get("samples").size()).isEqualTo(12);
            }
          }
        }
      }
      assertThat(process.exit()).as(process.said()).isZero();
      assertThat(events)
          .contains("run", "progress", "history", "matrix", "samples", "place", "end");
      assertThat(run.get("state").asString()).isEqualTo("finished");
      assertThat(run.get("epoch").asInt()).isEqualTo(40);
      assertThat(run.get("judged").get("count").asInt()).isEqualTo(12);
      assertThat(run.get("report").asBoolean()).isTrue();
    }
  }

  @Test
  void watchedTrainingEndsWithTheSameBytes() throws IOException {
    Path plain = folder.resolve("plain");
    Path shown = folder.resolve("shown");
    SignetRun.train(pictures, plain, "--epochs", "3").requireSuccess();
    SignetRun run = SignetRun.train(pictures, shown, "--epochs", "3", "--ui").requireSuccess();
    assertThat(run.out()).startsWith("Page: http://127.0.0.1:");
    for (String file : List.of("model.safetensors", "ResNetTiny_params.pkl", "history.csv")) {
      assertThat(Files.readAllBytes(shown.resolve(file)))
          .as(file)
          .isEqualTo(Files.readAllBytes(plain.resolve(file)));
    }
    assertThat(SignetRun.names(plain)).isEqualTo(names(shown, plain));
  }

  /** The names in a folder, with the time in that of the TensorBoard file as in the other. */
  private static List<String> names(Path folder, Path like) {
    String events =
        SignetRun.names(like).stream().filter(n -> n.startsWith("events")).findFirst().get();
    return SignetRun.names(folder).stream()
        .map(name -> name.startsWith("events") ? events : name)
        .toList();
  }

  @Test
  void portThatIsTakenIsRefusedBeforePicturesAreRead() throws IOException {
    Path out = folder.resolve("refused");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      SignetRun.train(folder.resolve("absent"), out, "--ui", "--ui-port", port)
          .requireFailure(1, "no page on port " + port, "choose another one (--ui-port)");
      SignetRun.of("ui", folder.toString(), "--port", port)
          .requireFailure(1, "cannot listen on 127.0.0.1 port " + port, "(--port)");
    }
    assertThat(out).doesNotExist();
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    Path out = folder.resolve("nonsense");
    SignetRun.train(pictures, out, "--ui-port", "8123")
        .requireFailure(2, "--ui-port", "give --ui, too");
    SignetRun.train(pictures, out, "--ui", "--ui-port", "70000")
        .requireFailure(2, "(--ui-port) must be between 0 and 65535 but was 70000");
    SignetRun.of("ui", folder.resolve("absent").toString())
        .requireFailure(1, "absent is no folder", "signet train makes them");
    SignetRun.of("ui", folder.toString(), "--host", "0.0.0.0")
        .requireFailure(2, "--token", "--open");
    assertThat(out).doesNotExist();
  }

  @Test
  void runOfAnotherProcessIsShownWhileItTrainsAndAfterItWasKilled()
      throws IOException, InterruptedException {
    Path runs = Files.createDirectories(folder.resolve("runs"));
    try (TrainingProcess shower = TrainingProcess.of("ui", List.of(runs, "--port", 0));
        TrainingProcess trainer =
            TrainingProcess.start(
                training(runs.resolve("other"), "--epochs", 5000, "--batch-size", 2))) {
      assertThat(shower.await("Signet shows ")).isTrue();
      URI table = address(shower.said()).resolve("/v1/runs");
      assertThat(trainer.await("epoch 2/")).isTrue();
      JsonNode row = get(table).get("runs").get(0);
      assertThat(row.get("name").asString()).isEqualTo("other");
      assertThat(row.get("state").asString()).isEqualTo("training");
      assertThat(row.get("epoch").asInt()).isGreaterThanOrEqualTo(2);
      trainer.kill();
      while (!row.get("state").asString().equals("stopped")) {
        Thread.sleep(1000);
        row = get(table).get("runs").get(0);
      }
      assertThat(row.get("reason").asString()).isEqualTo("killed");
      shower.signal("TERM");
      assertThat(shower.exit()).isEqualTo(143);
    }
  }
}
