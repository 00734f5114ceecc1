package dev.signet.studio;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunProgress;
import dev.signet.runfolder.RunningProcess;
import dev.signet.training.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs as their folders tell of them, whole, under way, broken and foreign. */
@SuppressWarnings({"NullAway", "TimeInStaticInitializer", "StringConcatToTextBlock"})
class RunShelfTest {
  @TempDir Path runs;

  private RunRow row(Path run) {
    return RunRow.of(RunShelf.ofOne(run).read().get(0), Instant.now());
  }

  @Test
  void finishedRunHasItsScores() {
    RunRow row = row(TestRuns.finished(runs.resolve("first"), 8, 1));
    assertThat(row.state()).isEqualTo("finished");
    assertThat(row.reason()).isEqualTo("completed");
    assertThat(row.epoch()).isEqualTo(8);
    assertThat(requireNonNull(row.settings()).epochs()).isEqualTo(8);
    assertThat(requireNonNull(row.settings()).network()).isEqualTo("ResNet34");
    assertThat(row.watched()).isTrue();
    assertThat(requireNonNull(row.scores()).bestAccuracy()).isBetween(0.8, 1.0);
    assertThat(requireNonNull(row.scores()).bestAccuracy())
        .isGreaterThanOrEqualTo(requireNonNull(row.scores()).lastAccuracy());
    assertThat(requireNonNull(row.judged()).accuracy())
        .isEqualTo(requireNonNull(row.scores()).lastAccuracy());
    assertThat(requireNonNull(row.judged()).data()).isEqualTo(TestRuns.PICTURES.name());
    assertThat(row.report()).isTrue();
    assertThat(row.problems()).isEmpty();
  }

  @Test
  void bestOfEqualEpochsIsTheFirst() throws IOException {
    Path run = runs.resolve("equal");
    TestRuns.begin(run, 3, 1).close();
    Files.writeString(
        new RunFolder(run).history(),
        """
        epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate
        0,1.5,0.5,1.4,0.25,0.1
        1,NaN,0.5,1.3,0.75,0.1
        2,1.2,0.5,1.6,0.75,0.1
        """);
    RunRow.Scores scores = requireNonNull(row(run).scores());
    assertThat(scores.bestEpoch()).isEqualTo(2);
    assertThat(scores.lastLoss()).isEqualTo(1.6);
  }

  @Test
  void runWithoutWatchedPicturesIsScoredByItsTrainingPictures() throws IOException {
    Path run = runs.resolve("alone");
    TestRuns.begin(run, 2, 1).close();
    Files.writeString(
        new RunFolder(run).history(),
        """
        epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,learning_rate
        0,1.5,0.5,,,0.1
        """);
    assertThat(row(run).watched()).isFalse();
    assertThat(requireNonNull(row(run).scores()).lastAccuracy()).isEqualTo(0.5);
    assertThat(requireNonNull(row(run).scores()).lastLoss()).isEqualTo(1.5);
  }

  @Test
  void trainingIsUnderWayUntilItSaysOtherwise() {
    Path run = runs.resolve("growing");
    RunShelf shelf = RunShelf.ofOne(run);
    assertThat(shelf.read().get(0).state(Instant.now())).isEqualTo(RunSnapshot.State.PREPARING);
    try (TestRuns training = TestRuns.begin(run, 4, 1)) {
      assertThat(shelf.read().get(0).state(Instant.now())).isEqualTo(RunSnapshot.State.TRAINING);
      training.train(2);
      assertThat(shelf.read().get(0).history().rows()).hasSize(2);
      training.finish(StopReason.INTERRUPTED);
    }
    RunSnapshot after = shelf.read().get(0);
    assertThat(after.state(Instant.now())).isEqualTo(RunSnapshot.State.STOPPED);
    assertThat(after.reason(Instant.now())).hasValue("interrupted");
    assertThat(after.watched().orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void trainingThatEndsWithoutAWordHasFailed() {
    Path run = runs.resolve("failed");
    TestRuns.begin(run, 4, 1).close();
    assertThat(row(run).state()).isEqualTo("stopped");
    assertThat(row(run).reason()).isEqualTo("failed");
  }

  @Test
  void processThatVanishedLeavesAStoppedRun() {
    RunProgress last =
        new RunProgress(
            RunProgress.TRAINING,
            new RunningProcess(Long.MAX_VALUE, 0),
            Instant.now().minusSeconds(60).toEpochMilli(),
            1,
            4,
            20,
            15,
            100,
            10,
            new RunProgress.Steps(List.of(), List.of(), List.of()));
    Path run = runs.resolve("killed");
    TestRuns.begin(run, 4, 1).close();
    last.write(new RunFolder(run).progress());
    assertThat(row(run).state()).isEqualTo("stopped");
    assertThat(row(run).reason()).isEqualTo("killed");
  }

  @Test
  void rowThatIsBeingWrittenIsLeftOut() throws IOException {
    Path run = runs.resolve("torn");
    try (TestRuns training = TestRuns.begin(run, 4, 1)) {
      training.train(2);
      Files.writeString(new RunFolder(run).history(), "2,0.5,0.", StandardOpenOption.APPEND);
      assertThat(row(run).epoch()).isEqualTo(2);
      assertThat(row(run).problems()).isEmpty();
    }
  }

  @Test
  void damagedFileIsNamedAndTheRestIsShown() throws IOException {
    Path run = TestRuns.finished(runs.resolve("damaged"), 3, 1);
    Files.writeString(new RunFolder(run).evaluation(), "{");
    Files.writeString(new RunFolder(run).watched(), "[]");
    RunRow row = row(run);
    assertThat(row.judged()).isNull();
    assertThat(row.scores()).isNotNull();
    assertThat(row.problems())
        .hasSize(2)
        .anyMatch(problem -> problem.contains("evaluation.json is not an evaluation"))
        .anyMatch(problem -> problem.contains("watched.json is not a valid WatchedEpoch"));
  }

  @Test
  void foldersThatAreNoRunsAreNamedWithTheirReason(@TempDir Path elsewhere) throws IOException {
    TestRuns.finished(runs.resolve("good"), 2, 1);
    TestRuns.finished(runs.resolve("seeds/seed-0"), 2, 1);
    TestRuns.finished(elsewhere.resolve("secret"), 2, 1);
    Files.createDirectories(runs.resolve("photos"));
    Files.createDirectories(runs.resolve(".hidden"));
    Files.writeString(runs.resolve("notes.txt"), "not a folder");
    Files.createSymbolicLink(runs.resolve("leak"), elsewhere.resolve("secret"));
    RunShelf shelf = RunShelf.of(runs);
    assertThat(shelf.read()).extracting(RunSnapshot::name).containsExactly("good", "seeds/seed-0");
    assertThat(shelf.unreadable())
        .containsExactlyInAnyOrder(
            new RunShelf.Unreadable("photos", "it holds no config.json, so it is no run"),
            new RunShelf.Unreadable("leak", "it is a link that leads out of the folder"));
  }

  @Test
  void fileThatLeadsOutIsNotRead(@TempDir Path elsewhere) throws IOException {
    Path run = TestRuns.finished(runs.resolve("linked"), 2, 1);
    Path other = TestRuns.finished(elsewhere.resolve("other"), 2, 1);
    for (String name : List.of("evaluation.json", "report.html")) {
      Files.delete(run.resolve(name));
      Files.createSymbolicLink(run.resolve(name), other.resolve(name));
    }
    RunSnapshot snapshot = RunShelf.of(runs).read().get(0);
    assertThat(snapshot.evaluation()).isEmpty();
    assertThat(snapshot.files().report()).isFalse();
    assertThat(snapshot.problems()).singleElement().asString().contains("leads out of");
  }

  @Test
  void folderOfOneRunIsThatRun() {
    Path run = TestRuns.finished(runs.resolve("single"), 2, 1);
    assertThat(RunShelf.of(run).single()).hasValue("single");
    assertThatThrownBy(() -> RunShelf.of(runs.resolve("absent")))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("absent is no folder");
  }
}
