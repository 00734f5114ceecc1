package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9}, at random moments and in the middle of a checkpoint. The long form, whose
 * figures are in docs/reliability.md: {@code -Dgroups=faults -Dsignet.faults=50}.
 */
@Tag("faults")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its processes are killed in another way")
class KillTest {
  private static final int KILLS = Integer.getInteger("signet.faults", 4);
  private static final int MOST_MISSES = 20;

  private final Random random = new Random(Long.getLong("signet.faults.seed", 1));
  @TempDir Path folder;

  /** Says when a process is to be killed. */
  private interface Moment {
    /** Waits for it; false if the process has ended before. */
    boolean await(TrainingProcess process, Path run) throws Exception;
  }

  @Test
  void killedAtRandomMomentsItEndsWithTheSameBytes() throws Exception {
    FaultBench bench = FaultBench.prepare(folder, "0.05s");
    KillCount count = new KillCount();
    Moment anywhere =
        (process, run) -> {
          boolean trains = random.nextInt(4) > 0; // else it may be at its start, or reading
          if (trains && !process.await("Run: ")) {
            return false;
          }
          Thread.sleep(random.nextInt(bench.millis()));
          return process.isAlive();
        };
    kill(bench, anywhere, count, () -> count.kills() >= KILLS / 2);
    System.out.println("kill -9 at a random moment, checkpoints every 0.05 s: " + count);
  }

  @Test
  void killedWhileACheckpointIsWrittenItEndsWithTheSameBytes() throws Exception {
    FaultBench bench = FaultBench.prepare(folder, "2");
    KillCount count = new KillCount();
    int kills = KILLS - KILLS / 2;
    kill(
        bench,
        (process, run) -> CheckpointAim.awaitHalf(process, run, random),
        count,
        () ->
            count.kills() >= kills
                && (count.halfCheckpoints() > 0 || count.kills() >= kills + MOST_MISSES));
    System.out.println("kill -9 aimed at a checkpoint, one every 6 steps: " + count);
    assertThat(count.halfCheckpoints()).as("checkpoints cut by a kill").isPositive();
    assertThat(count.mostSteps()).isLessThanOrEqualTo(2 * FaultBench.STEPS_PER_EPOCH);
  }

  /** Kills run after run, each until it ends well all the same, until it is enough. */
  private void kill(FaultBench bench, Moment moment, KillCount count, BooleanSupplier enough)
      throws Exception {
    for (int number = 0; !enough.getAsBoolean(); number++) {
      Path run = folder.resolve("killed-" + number);
      count.before(run);
      while (isKilled(bench, run, moment, enough)) {
        count.add(run);
        count.before(run);
      }
      bench.requireSame(run);
    }
  }

  /** One process of a run; false if it has ended by itself. */
  private static boolean isKilled(FaultBench bench, Path run, Moment moment, BooleanSupplier enough)
      throws Exception {
    boolean begun = Files.exists(run.resolve("config.json"));
    try (TrainingProcess process =
        TrainingProcess.start(begun ? FaultBench.resume(run) : bench.begin(run))) {
      if (!enough.getAsBoolean() && moment.await(process, run)) {
        process.kill();
        return true;
      }
      assertThat(process.exit()).as(process.said()).isZero();
      return false;
    }
  }
}
