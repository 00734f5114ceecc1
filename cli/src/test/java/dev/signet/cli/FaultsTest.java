package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What else a training survives, tried on real processes. */
@Tag("faults")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its processes are killed in another way")
class FaultsTest {
  private static FaultBench bench;
  @TempDir Path folder;

  @BeforeAll
  static void trainWithoutAFault(@TempDir Path shared) throws Exception {
    bench = FaultBench.prepare(shared, "0.05s");
  }

  @Test
  void folderIsOneTrainingsUntilItIsKilled() throws Exception {
    Path run = folder.resolve("locked");
    try (TrainingProcess first = TrainingProcess.start(bench.begin(run))) {
      assertThat(first.await("epoch 2/")).as(first.said()).isTrue();
      requireRefused(FaultBench.resume(run), "is in use by another training, process ");
      requireRefused(bench.begin(run), "already holds a run; go on with it (--resume)");
      first.kill();
    }
    assertThat(run.resolve(".lock")).exists();
    bench.requireSameAfterResume(run);
  }

  @Test
  void picturesThatHaveChangedOrAreGoneAreRefused() throws Exception {
    Path run = folder.resolve("changed");
    try (TrainingProcess process = TrainingProcess.start(bench.begin(run))) {
      assertThat(process.await("epoch 9/")).as(process.said()).isTrue();
      process.kill();
    }
    Path other = folder.resolve("other");
    SignetRun.of(
            List.of(
                "data", "make", "--train", 24, "--test", 12, "--seed", 8, "--input", "3x32x32",
                "--out", other))
        .requireSuccess();
    Path file = bench.pictures().resolve("train_signs.h5");
    byte[] sound = Files.readAllBytes(file);
    byte[] damaged = sound.clone();
    damaged[damaged.length / 2] ^= 1;
    try {
      Files.copy(other.resolve("train_signs.h5"), file, StandardCopyOption.REPLACE_EXISTING);
      requireRefused(
          FaultBench.resume(run),
          "the training pictures are not those that the run was started with: fingerprint ");
      Files.write(file, damaged);
      requireRefused(
          FaultBench.resume(run), "train_signs.h5: train_set_x[0, 0, 0, 0] cannot be unpacked: ");
      Files.delete(file);
      requireRefused(FaultBench.resume(run), bench.pictures().toString());
    } finally {
      Files.write(file, sound);
    }
    bench.requireSameAfterResume(run);
  }

  private static void requireRefused(List<?> words, String said) throws Exception {
    try (TrainingProcess process = TrainingProcess.start(words)) {
      assertThat(process.exit()).as(process.said()).isEqualTo(1);
      assertThat(process.said()).contains("error: ", said).doesNotContain("Exception", "\tat ");
    }
  }

  /** A day back in the middle of the training: nothing but the times in the timing changes. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the clock is set by LD_PRELOAD")
  void clockThatIsSetBackChangesNothing() throws Exception {
    Path run = folder.resolve("clock");
    Path marker = folder.resolve("back");
    List<String> clock = List.of("env", "LD_PRELOAD=" + compileClock(), "CLOCK_SET_BACK=" + marker);
    try (TrainingProcess process =
        TrainingProcess.start(clock, bench.begin(run, "--time-limit", "1h"))) {
      assertThat(process.await("epoch 5/")).as(process.said()).isTrue();
      Files.createFile(marker);
      assertThat(process.exit()).as(process.said()).isZero();
    }
    bench.requireSame(run);
    List<String> rows = Files.readAllLines(run.resolve("timing.csv"));
    assertThat(Duration.between(endOf(rows.get(rows.size() - 1)), endOf(rows.get(1))))
        .isGreaterThan(Duration.ofHours(23));
    assertThat(rows.stream().skip(1).map(row -> Double.parseDouble(row.split(",", -1)[2])))
        .isSorted()
        .allSatisfy(seconds -> assertThat(seconds).isBetween(0.0, 600.0));
  }

  private static Instant endOf(String row) {
    return Instant.parse(row.substring(row.lastIndexOf(',') + 1));
  }

  private Path compileClock() throws IOException, InterruptedException {
    Path source = folder.resolve("clock-set-back.c");
    try (InputStream text = FaultsTest.class.getResourceAsStream("clock-set-back.c")) {
      Files.copy(Objects.requireNonNull(text), source);
    }
    Path library = folder.resolve("clock.so");
    try {
      Process compiler =
          new ProcessBuilder(
                  "cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
              .inheritIO()
              .start();
      assumeTrue(compiler.waitFor() == 0, "the C compiler fails: no clock is set back");
      return library;
    } catch (IOException e) {
      return abort("no C compiler here: no clock is set back");
    }
  }
}
