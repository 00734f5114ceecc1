package dev.signet.listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.runfolder.EpochRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvEpochsTest {
  private static final String HEADER =
      "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy," + "learning_rate";

  @TempDir Path folder;

  @Test
  void everyEpochIsARow() {
    Path file = folder.resolve("history.csv");
    try (CsvEpochs history = CsvEpochs.history(file)) {
      TestEvents.play(history, new double[] {1.25, 0.5, Double.NaN}, 2.5);
    }
    assertThat(file)
        .content()
        .hasLineCount(4)
        .satisfies(
            text ->
                assertThat(text.lines())
                    .containsExactly(
                        HEADER,
                        "0,1.25,0.5,2.5,0.75,0.001",
                        "1,0.5,0.5,,,0.001",
                        "2,NaN,0.5,,,0.001"));
  }

  @Test
  void rowIsOnTheDiskWhileTheTrainingGoesOn() {
    Path file = folder.resolve("history.csv");
    try (CsvEpochs history = CsvEpochs.history(file)) {
      history.started(TestEvents.STARTED);
      assertThat(file).content().hasLineCount(1);
      history.epochCompleted(TestEvents.epoch(0, 1, Optional.empty()));
      assertThat(file).content().hasLineCount(2).endsWith("\n");
    }
  }

  @Test
  void placeThatCannotBeWrittenIsNamedWithTheReason() {
    Path file = folder.resolve("absent").resolve("history.csv");
    try (CsvEpochs history = CsvEpochs.history(file)) {
      assertThatThrownBy(() -> history.started(TestEvents.STARTED))
          .isInstanceOf(SignetException.class)
          .hasMessage(
              "cannot write %s: its folder does not exist; choose another name or folder", file);
    }
  }

  @Test
  void trainingThatGoesOnHasEachEpochOnceWhateverTheFileHeld() throws IOException {
    Path file = folder.resolve("history.csv");
    Path whole = folder.resolve("whole.csv");
    try (CsvEpochs history = CsvEpochs.history(whole)) {
      TestEvents.play(history, new double[] {1.25, 0.5, 0.25});
    }
    Files.writeString(file, "epoch\n0,1\n1,2\n2,3\n3,ha"); // cut off, and too far
    List<EpochRecord> past =
        List.of(
            TestEvents.epoch(0, 1.25, Optional.empty()).record(),
            TestEvents.epoch(1, 0.5, Optional.empty()).record());
    try (CsvEpochs history = CsvEpochs.history(file)) {
      history.started(TestEvents.resumed(past));
      history.epochCompleted(TestEvents.epoch(2, 0.25, Optional.empty()));
    }
    assertThat(file).hasSameBinaryContentAs(whole);
  }

  @Test
  void timesAreInAFileOfTheirOwn() {
    Path file = folder.resolve("timing.csv");
    try (CsvEpochs timing = CsvEpochs.timing(file)) {
      TestEvents.play(timing, new double[] {1.25});
    }
    assertThat(file)
        .content()
        .isEqualToNormalizingNewlines(
            """
            epoch,pictures_per_second,seconds,ended_at
            0,123.5,1.500,2023-11-14T22:13:20Z
            """);
  }
}
