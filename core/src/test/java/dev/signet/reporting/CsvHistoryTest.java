package dev.signet.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvHistoryTest {
  private static final String HEADER =
      "epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,"
          + "learning_rate,pictures_per_second,seconds";

  @TempDir Path folder;

  @Test
  void everyEpochIsARow() {
    Path file = folder.resolve("history.csv");
    try (CsvHistory history = new CsvHistory(file)) {
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
                        "0,1.25,0.5,2.5,0.75,0.001,123.5,1.500",
                        "1,0.5,0.5,,,0.001,123.5,3.000",
                        "2,NaN,0.5,,,0.001,123.5,4.500"));
  }

  @Test
  void rowIsOnTheDiskWhileTheTrainingGoesOn() {
    Path file = folder.resolve("history.csv");
    try (CsvHistory history = new CsvHistory(file)) {
      assertThat(file).content().hasLineCount(1);
      history.epochCompleted(TestEvents.epoch(0, 1, Optional.empty()));
      assertThat(file).content().hasLineCount(2).endsWith("\n");
    }
  }

  @Test
  void placeThatCannotBeWrittenIsNamedWithTheReason() {
    Path file = folder.resolve("absent").resolve("history.csv");
    assertThatThrownBy(() -> new CsvHistory(file))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "cannot write %s: its folder does not exist; choose another name or folder", file);
  }
}
