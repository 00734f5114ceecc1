package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, at a checkpoint, at the reports and at the end, or that is read-only. */
@Tag("faults")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the disk is one that Linux lets a user mount")
class FullDiskTest {
  private static final int MEGABYTES = 16;
  private static final int EPOCHS = 150;

  private static FaultBench bench;
  @TempDir Path folder;

  @BeforeAll
  static void trainWithoutAFault(@TempDir Path shared) throws Exception {
    bench = FaultBench.prepare(shared, "0.05s", EPOCHS);
  }

  /** A checkpoint does not fit any more, a row of the history does. */
  @Test
  void trainingGoesOnWithoutACheckpointAndSavesTheNextOneThatFits() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MEGABYTES);
        TrainingProcess process =
            TrainingProcess.start(disk.inside(), bench.begin(disk.path("run")))) {
      assertThat(process.await("epoch 5/")).as(process.said()).isTrue();
      disk.fill(64);
      assertThat(process.await("warning: cannot write ")).as(process.said()).isTrue();
      List<String> before = checkpoints(disk);
      assertThat(before).isNotEmpty();
      disk.free();
      assertThat(process.exit()).as(process.said()).isZero();
      assertThat(process.said())
          .contains(
              ": No space left on device; free some space or choose another folder; the training"
                  + " goes on without this checkpoint");
      assertThat(checkpoints(disk)).isNotEmpty().doesNotContainAnyElementsOf(before);
      bench.requireSame(disk.seen("run"));
    }
  }

  /** What a checkpoint that has failed gives back is enough for some rows, not for the model. */
  @Test
  void whatCouldNotBeSavedIsSavedOnceThereIsRoomAgain() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MEGABYTES)) {
      Path run = disk.path("run");
      try (TrainingProcess process = TrainingProcess.start(disk.inside(), bench.begin(run))) {
        assertThat(process.await("epoch 5/")).as(process.said()).isTrue();
        disk.fill(0);
        assertThat(process.exit()).as(process.said()).isEqualTo(1);
        assertThat(process.said())
            .containsPattern("error: cannot write .*model.safetensors: No space left on device; ")
            .doesNotContain("\tat ", "fault in Signet");
      }
      assertThat(FaultBench.halves(disk.seen("run"))).isEmpty();
      assertThat(checkpoints(disk)).isNotEmpty();
      disk.free();
      resume(disk);
    }
  }

  /** No checkpoint comes and goes, so not a byte is free for a report. */
  @Test
  void reportThatCannotBeWrittenIsWrittenAnewByGoingOn() throws Exception {
    FaultBench rare =
        new FaultBench(
            folder,
            bench.pictures(),
            bench.whole(),
            List.of("--checkpoint-every", "1000", "--epochs", EPOCHS),
            bench.millis());
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MEGABYTES)) {
      Path run = disk.path("run");
      try (TrainingProcess process = TrainingProcess.start(disk.inside(), rare.begin(run))) {
        assertThat(process.await("epoch 5/")).as(process.said()).isTrue();
        disk.fill(0);
        assertThat(process.exit()).as(process.said()).isEqualTo(1);
        assertThat(process.said())
            .containsPattern("error: cannot write .*tfevents.*; the training goes on without it")
            .doesNotContain("\tat ", "fault in Signet");
      }
      disk.free();
      resume(disk);
    }
  }

  private static void resume(SmallDisk disk) throws Exception {
    try (TrainingProcess process =
        TrainingProcess.start(disk.inside(), FaultBench.resume(disk.path("run")))) {
      assertThat(process.exit()).as(process.said()).isZero();
      assertThat(process.said()).doesNotContain("refused");
    }
    bench.requireSame(disk.seen("run"));
  }

  @Test
  void logAndHeartbeatThatCannotBeWrittenDoNotEndATraining() throws Exception {
    Path run = folder.resolve("run");
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1)) {
      disk.fill(0);
      List<Object> words =
          bench.begin(run, "--log-file", disk.path("log"), "--heartbeat", disk.path("beat"));
      try (TrainingProcess process = TrainingProcess.start(disk.inside(), words)) {
        assertThat(process.exit()).as(process.said()).isZero();
        assertThat(process.said())
            .containsPattern("error: cannot write .*/log: No space left on device; .*goes on with")
            .containsPattern(
                "error: cannot write .*/beat: No space left on device; .*goes on with");
      }
    }
    bench.requireSame(run);
  }

  @Test
  void readOnlyDiskIsRefusedBeforeAPictureIsRead() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), MEGABYTES)) {
      Path run = disk.path("run");
      try (TrainingProcess process = TrainingProcess.start(disk.inside(), bench.begin(run))) {
        assertThat(process.await("epoch 5/")).as(process.said()).isTrue();
        process.kill();
      }
      disk.makeReadOnly();
      requireRefused(disk, FaultBench.resume(run));
      requireRefused(disk, bench.begin(disk.path("another")));
    }
  }

  private static void requireRefused(SmallDisk disk, List<?> words) throws Exception {
    try (TrainingProcess process = TrainingProcess.start(disk.inside(), words)) {
      assertThat(process.exit()).as(process.said()).isEqualTo(1);
      assertThat(process.said())
          .matches(
              "error: the run's folder .* cannot be written: .* is read-only; choose another"
                  + " one \\(--out\\)\n");
    }
  }

  /** Without rights: no file can be larger than 100 KB, not even in a process of the root user. */
  @Test
  void fileThatCannotGrowAtACheckpointAndAtTheEndCostsNothingOnceItCan() throws Exception {
    Path run = folder.resolve("full");
    try (TrainingProcess process =
        TrainingProcess.start(TrainingProcess.below("ulimit -f 100"), bench.begin(run))) {
      assertThat(process.exit()).as(process.said()).isEqualTo(1);
      assertThat(process.said())
          .contains("; the training goes on without this checkpoint")
          .containsPattern("error: cannot write .*model.safetensors: ");
    }
    assertThat(FaultBench.halves(run)).isEmpty();
    bench.requireSameAfterResume(run);
  }

  private static List<String> checkpoints(SmallDisk disk) {
    return SignetRun.names(disk.seen("run/checkpoints")).stream()
        .filter(name -> name.startsWith("step-"))
        .toList();
  }
}
