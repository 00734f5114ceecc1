package dev.signet.listeners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.runfolder.RunProgress;
import dev.signet.runfolder.RunningProcess;
import dev.signet.training.StepCompleted;
import dev.signet.training.StepResult;
import dev.signet.training.StopReason;
import dev.signet.training.TrainingFinished;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProgressFileTest {
  @TempDir Path folder;

  private static StepCompleted step(long step) {
    return new StepCompleted((int) (step / 3), step, 0.01 * step, new StepResult(step, 4, 8));
  }

  @Test
  void trainingSaysWhereItIsFromItsBeginningToItsEnd() {
    Path file = folder.resolve("progress.json");
    try (ProgressFile progress = new ProgressFile(file)) {
      progress.started(TestEvents.STARTED);
      RunProgress first = RunProgress.read(file);
      assertThat(first.state()).isEqualTo("training");
      assertThat(first.process()).isEqualTo(RunningProcess.current());
      assertThat(first.epochs()).isEqualTo(4);
      assertThat(first.stepsPerEpoch()).isEqualTo(3);
      assertThat(first.isUnderWay(Instant.now())).isTrue();
      for (int step = 0; step < 3; step++) {
        progress.stepCompleted(step(step));
      }
      progress.epochCompleted(TestEvents.epoch(0, 1.0, Optional.empty()));
      progress.finished(new TrainingFinished(1, 3, StopReason.EARLY, Duration.ofSeconds(1)));
    }
    RunProgress last = RunProgress.read(file);
    assertThat(last.state()).isEqualTo("early");
    assertThat(last.isUnderWay(Instant.now())).isFalse();
    assertThat(last.epoch()).isEqualTo(1);
    assertThat(last.step()).isEqualTo(3);
    assertThat(last.steps().at()).containsExactly(0L, 1L, 2L);
    assertThat(last.steps().loss()).containsExactly(0.0, 1.0, 2.0);
    assertThat(last.steps().learningRate()).containsExactly(0.0, 0.01, 0.02);
  }

  @Test
  void trainingThatEndsByAnErrorSaysSo() {
    Path file = folder.resolve("progress.json");
    try (ProgressFile progress = new ProgressFile(file)) {
      progress.started(TestEvents.STARTED);
    }
    assertThat(RunProgress.read(file).state()).isEqualTo("failed");
  }

  @Test
  void trainingThatNeverBeganWritesNothing() {
    new ProgressFile(folder.resolve("progress.json")).close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void thousandStepsInASecondAreNotWrittenOneByOne() {
    Path file = folder.resolve("progress.json");
    AtomicLong now = new AtomicLong();
    ProgressFile progress = new ProgressFile(file, now::get);
    progress.started(TestEvents.STARTED);
    for (int step = 0; step < 1000; step++) {
      now.set(step * 1_000_000L);
      progress.stepCompleted(step(step));
    }
    assertThat(RunProgress.read(file).step()).isZero();
    now.set(1_000_000_000);
    progress.stepCompleted(step(1000));
    assertThat(RunProgress.read(file).step()).isEqualTo(1001);
  }

  @Test
  void processIsKnownByItsNumberAndItsStart() {
    RunningProcess self = RunningProcess.current();
    assertThat(self.isAlive()).isTrue();
    assertThat(new RunningProcess(self.pid(), self.startedAt() - 60_000).isAlive()).isFalse();
    assertThat(new RunningProcess(Long.MAX_VALUE, self.startedAt()).isAlive()).isFalse();
  }

  @Test
  void silentTrainingIsUnderWayAsLongAsItsProcessLives() {
    Instant now = Instant.now();
    assertThat(silent(RunningProcess.current()).isUnderWay(now)).isTrue();
    assertThat(silent(new RunningProcess(Long.MAX_VALUE, 0)).isUnderWay(now)).isFalse();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void trainingOfAProcessThatWasKilledHereHasEndedAtOnce() throws Exception {
    Process killed = new ProcessBuilder("sleep", "60").start();
    Optional<String> here = RunningProcess.current().system();
    Instant now = Instant.now();
    RunProgress fresh = at(now, new RunningProcess(killed.pid(), 0, here));
    RunProgress fromElsewhere = at(now, new RunningProcess(killed.pid(), 0, Optional.of("other")));
    assertThat(fresh.isUnderWay(now)).isTrue();
    killed.destroyForcibly().waitFor();
    assertThat(fresh.isUnderWay(now)).isFalse();
    assertThat(fromElsewhere.isUnderWay(now)).as("nobody here can tell").isTrue();
  }

  private static RunProgress silent(RunningProcess process) {
    return at(Instant.now().minusSeconds(3600), process);
  }

  private static RunProgress at(Instant time, RunningProcess process) {
    RunProgress.Steps none = new RunProgress.Steps(List.of(), List.of(), List.of());
    return new RunProgress("training", process, time.toEpochMilli(), 0, 4, 0, 3, 0, 0, none);
  }

  @Test
  void curveStaysShortAndKeepsMeanAndEnd() {
    StepCurve curve = new StepCurve();
    int steps = 10_000;
    for (int step = 0; step < steps; step++) {
      curve.add(step(step));
    }
    RunProgress.Steps points = curve.points();
    assertThat(points.at()).hasSizeBetween(StepCurve.MOST / 2, StepCurve.MOST).isSorted();
    assertThat(points.at().get(points.at().size() - 1)).isEqualTo(steps - 1L);
    // The loss of step n is n: a point's mean lies in the middle of its steps.
    assertThat(points.loss().get(0)).isEqualTo(points.at().get(0) / 2.0);
  }
}
