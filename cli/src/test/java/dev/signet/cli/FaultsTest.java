package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a training survives, tried on real processes. The long form, whose figures are in
 * docs/reliability.md: {@code -Dgroups=faults -Dsignet.faults=50}.
 */
@Tag("faults")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is ended there, not asked to end")
class FaultsTest {
  private static final int KILLS = Integer.getInteger("signet.faults", 3);
  private static final int EPOCHS = Integer.getInteger("signet.faults.epochs", 100);
  private static final int LONGEST_LIFE_MILLIS = 1500;

  private static Path folder;
  private static Path pictures;
  private static Path whole;

  @BeforeAll
  static void trainWithoutAFault(@TempDir Path shared) throws Exception {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
    whole = shared.resolve("whole");
    try (TrainingProcess process = TrainingProcess.start(begin(whole))) {
      assertThat(process.exit()).as(process.said()).isZero();
    }
  }

  private static List<Object> begin(Path out, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("--arch", "tiny", "--threads", 1, "--batch-size", 8, "--data", pictures));
    words.addAll(List.of("--epochs", EPOCHS, "--checkpoint-every", "0.05s", "--out", out));
    words.addAll(List.of(more));
    return words;
  }

  private static List<?> resume(Path run) {
    return List.of("--resume", run, "--threads", 1); // a run without a checkpoint has no number yet
  }

  @Test
  void killedAtRandomMomentsItEndsWithTheSameBytes() throws Exception {
    Random random = new Random(Long.getLong("signet.faults.seed", 1));
    int kills = 0;
    int runs = 0;
    int halfWritten = 0;
    while (kills < KILLS) {
      Path run = folder.resolve("killed-" + runs++);
      boolean begun = false;
      for (boolean ended = false; !ended; ) {
        List<?> words = begun ? resume(run) : begin(run);
        begun = true;
        try (TrainingProcess process = TrainingProcess.start(words)) {
          if (kills < KILLS && process.await("Run: ")) {
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            ended = !process.isAlive();
            process.kill();
            kills++;
            halfWritten += halves(run);
          } else {
            assertThat(process.exit()).as(process.said()).isZero();
            ended = true;
          }
        }
      }
      requireSame(run);
    }
    System.out.printf(
        "killed %d times in %d runs, %d times in the middle of a file: nothing lost%n",
        kills, runs, halfWritten);
  }

  /** Files that were being written when the process was killed. */
  private static int halves(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return (int) files.filter(file -> file.getFileName().toString().endsWith(".tmp")).count();
    }
  }

  @Test
  void fileThatCannotGrowAtACheckpointAndAtTheEndCostsNothingOnceItCan() throws Exception {
    Path run = folder.resolve("full");
    try (TrainingProcess process = TrainingProcess.startBelow("ulimit -f 100", begin(run))) {
      assertThat(process.exit()).as(process.said()).isEqualTo(1);
      assertThat(process.said())
          .contains("; the training goes on without this checkpoint")
          .containsPattern("error: cannot write .*model.safetensors: ");
    }
    assertThat(halves(run)).isZero();
    try (TrainingProcess process = TrainingProcess.start(resume(run))) {
      assertThat(process.exit()).as(process.said()).isZero();
    }
    requireSame(run);
  }

  @Test
  void folderIsOneTrainingsUntilItIsKilled() throws Exception {
    Path run = folder.resolve("locked");
    try (TrainingProcess first = TrainingProcess.start(begin(run))) {
      assertThat(first.await("epoch 2/")).as(first.said()).isTrue();
      try (TrainingProcess second = TrainingProcess.start(resume(run))) {
        assertThat(second.exit()).as(second.said()).isEqualTo(1);
        assertThat(second.said()).contains("is in use by another training, process ");
      }
      first.kill();
    }
    try (TrainingProcess third = TrainingProcess.start(resume(run))) {
      assertThat(third.exit()).as(third.said()).isZero();
    }
    requireSame(run);
  }

  @Test
  void secondSignalStopsAtOnceAndHarmsNothing() throws Exception {
    Path run = folder.resolve("twice");
    try (TrainingProcess process = TrainingProcess.start(begin(run))) {
      assertThat(process.await("Run: ")).as(process.said()).isTrue();
      process.terminate();
      process.terminate();
      assertThat(process.exit()).as(process.said()).isEqualTo(143);
    }
    try (TrainingProcess process = TrainingProcess.start(resume(run))) {
      assertThat(process.exit()).as(process.said()).isZero();
    }
    requireSame(run);
  }

  @Test
  void picturesThatHaveChangedAreRefused() throws Exception {
    Path run = folder.resolve("changed");
    try (TrainingProcess process = TrainingProcess.start(begin(run))) {
      assertThat(process.await("epoch 9/")).as(process.said()).isTrue();
      process.kill();
    }
    Path other = folder.resolve("other");
    SignetRun.of(
            List.of(
                "data", "make", "--train", 24, "--test", 12, "--seed", 8, "--input", "3x32x32",
                "--out", other))
        .requireSuccess();
    SignetRun.of(List.of("train", "--resume", run, "--data", other))
        .requireFailure(1, "the training pictures are not those that the run was started with");
    SignetRun.of(List.of("train", "--resume", run, "--data", folder.resolve("absent")))
        .requireFailure(1, "absent");
    try (TrainingProcess process = TrainingProcess.start(resume(run))) {
      assertThat(process.exit()).as(process.said()).isZero();
    }
    requireSame(run);
  }

  private static void requireSame(Path run) throws IOException {
    for (String file : List.of("model.safetensors", "ResNetTiny_params.pkl", "history.csv")) {
      assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertThat(EventPayloads.of(run)).isEqualTo(EventPayloads.of(whole));
  }
}
