package dev.signet.listeners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.training.StepCompleted;
import dev.signet.training.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RotatingLogTest {
  @TempDir Path folder;

  @Test
  void logDoesNotGrowBeyondItsFiles() throws IOException {
    Path file = folder.resolve("train.log");
    Files.writeString(file, "from before\n");
    try (RotatingLog log = new RotatingLog(file, 20, 3)) {
      for (int i = 0; i < 9; i++) {
        log.line("line number " + i);
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("train.log", "train.log.1", "train.log.2");
    }
    assertThat(file).content().isEqualTo("line number 7\nline number 8\n");
    assertThat(folder.resolve("train.log.1")).content().startsWith("line number 5\n");
  }

  @Test
  void everyEventIsAnObjectInALineOfItsOwn() {
    List<String> lines = new ArrayList<>();
    JsonLines json = new JsonLines(lines::add);
    TestEvents.play(json, new double[] {1.25, Double.NaN}, 2.5);
    List<JsonNode> events = lines.stream().map(new JsonMapper()::readTree).toList();
    assertThat(events.stream().map(event -> event.get("event").asString()))
        .containsExactly("started", "epoch", "epoch", "finished");
    assertThat(events.get(1).get("train_loss").asDouble()).isEqualTo(1.25);
    assertThat(events.get(1).get("validation_loss").asDouble()).isEqualTo(2.5);
    assertThat(events.get(2).get("train_loss").asString()).isEqualTo("NaN");
    assertThat(events.get(3).get("reason").asString()).isEqualTo("completed");
  }

  @Test
  void heartbeatSaysWhereTheTrainingIs() {
    Path file = folder.resolve("beat.json");
    Heartbeat heartbeat = new Heartbeat(file);
    heartbeat.stepCompleted(new StepCompleted(2, 8, 0.1, new StepResult(1, 1, 2)));
    JsonNode beat = new JsonMapper().readTree(file.toFile());
    assertThat(beat.get("state").asString()).isEqualTo("training");
    assertThat(beat.get("epoch").asInt()).isEqualTo(2);
    assertThat(beat.get("step").asInt()).isEqualTo(9);
    assertThat(beat.get("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
  }
}
