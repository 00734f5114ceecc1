package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a training that nobody watches leaves to read. */
class LogTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> EVENT = List.of("time", "event");
  private static final List<String> STARTED =
      List.of("epoch", "epochs", "pictures", "step", "steps_per_epoch");
  private static final List<String> EPOCH =
      List.of(
          "epoch",
          "learning_rate",
          "native_bytes",
          "native_objects",
          "pictures_per_second",
          "seconds",
          "train_accuracy",
          "train_loss",
          "validation_accuracy",
          "validation_loss");
  private static final List<String> SKIPPED = List.of("epoch", "in_a_row", "loss", "step");
  private static final List<String> FINISHED = List.of("epochs", "reason", "seconds", "steps");

  private static Path pictures;
  @TempDir Path folder;

  @BeforeAll
  static void makePictures(@TempDir Path shared) {
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
  }

  private SignetRun train(String name, Object... more) {
    List<Object> words = List.of("--recipe", "classic", "--batch-size", 8, "--log-format", "json");
    return SignetRun.train(
        pictures,
        folder.resolve(name),
        Stream.concat(words.stream(), Stream.of(more)).map(String::valueOf).toArray(String[]::new));
  }

  @Test
  void progressIsAnObjectALineWithTheKeysOfTheManual() throws IOException {
    Path log = folder.resolve("logs/train.jsonl");
    Path beat = folder.resolve("beat.json");
    SignetRun run =
        train("run", "--epochs", 2, "--log-file", log, "--heartbeat", beat).requireSuccess();
    List<JsonNode> events = run.err().lines().map(JSON::readTree).toList();
    assertThat(events.stream().map(event -> event.get("event").asString()))
        .containsExactly("started", "epoch", "epoch", "finished");
    requireKeys(events.get(0), STARTED);
    requireKeys(events.get(1), EPOCH);
    requireKeys(events.get(3), FINISHED);
    assertThat(events.get(0).get("steps_per_epoch").asInt()).isEqualTo(3);
    assertThat(events.get(2).get("epoch").asInt()).isEqualTo(1);
    assertThat(events.get(3).get("reason").asString()).isEqualTo("completed");
    assertThat(events.get(3).get("steps").asInt()).isEqualTo(6);
    List<JsonNode> logged = Files.readAllLines(log).stream().map(JSON::readTree).toList();
    assertThat(logged).hasSize(4);
    assertThat(logged.get(2).get("train_loss")).isEqualTo(events.get(2).get("train_loss"));
    JsonNode pulse = JSON.readTree(beat.toFile());
    assertThat(pulse.propertyNames())
        .containsExactlyInAnyOrder("time", "pid", "state", "epoch", "step");
    assertThat(pulse.get("state").asString()).isEqualTo("completed");
    assertThat(pulse.get("step").asInt()).isEqualTo(6);
    assertThat(pulse.get("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void stepThatIsLeftOutIsAnEventBeforeTheFailure() {
    SignetRun run =
        train(
            "skipping",
            "--epochs",
            12,
            "--optimizer",
            "sgd",
            "--lr",
            1000,
            "--schedule",
            "one-cycle",
            "--warmup",
            0.9,
            "--skip-nonfinite",
            1);
    assertThat(run.code()).isEqualTo(1);
    List<String> lines = run.err().lines().toList();
    assertThat(lines.get(lines.size() - 1)).startsWith("error: the loss became NaN at step 4 ");
    List<JsonNode> events =
        lines.subList(0, lines.size() - 1).stream().map(JSON::readTree).toList();
    JsonNode skipped = events.get(events.size() - 1);
    assertThat(skipped.get("event").asString()).isEqualTo("step_skipped");
    requireKeys(skipped, SKIPPED);
    assertThat(skipped.get("loss").asString()).isEqualTo("NaN");
  }

  @Test
  void fullLogIsRenamedAndTheOldestOfFiveIsDropped() throws IOException {
    Path log = folder.resolve("train.log");
    Files.write(log, new byte[10 << 20]);
    for (int i = 1; i < 5; i++) {
      Files.writeString(folder.resolve("train.log." + i), "older " + i);
    }
    train("run", "--epochs", 2, "--log-file", log).requireSuccess();
    assertThat(Files.readAllLines(log)).hasSize(4).allSatisfy(JSON::readTree);
    assertThat(folder.resolve("train.log.1")).hasSize(10 << 20);
    for (int i = 1; i < 4; i++) {
      assertThat(folder.resolve("train.log." + (i + 1))).hasContent("older " + i);
    }
    assertThat(SignetRun.names(folder)).doesNotContain("train.log.5");
  }

  private static void requireKeys(JsonNode event, List<String> keys) {
    assertThat(event.propertyNames())
        .containsExactlyElementsOf(Stream.concat(EVENT.stream(), keys.stream()).toList());
    assertThat(Instant.parse(event.get("time").asString())).isBefore(Instant.now().plusSeconds(1));
  }
}
