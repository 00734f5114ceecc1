package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIGINT and SIGTERM, once and twice. */
@Tag("faults")
@EnabledOnOs(value = OS.LINUX, disabledReason = "env --default-signal is GNU's")
class SignalTest {
  /** A shell makes what it starts in the background ignore SIGINT. */
  private static final List<String> HEARS = List.of("env", "--default-signal=INT,TERM");

  private static FaultBench bench;
  @TempDir Path folder;

  @BeforeAll
  static void trainWithoutAFault(@TempDir Path shared) throws Exception {
    bench = FaultBench.prepare(shared, "0.05s");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void oneSavesEverything(String signal, int code) throws Exception {
    Path run = folder.resolve("once");
    try (TrainingProcess process = TrainingProcess.start(HEARS, bench.begin(run))) {
      assertThat(process.await("epoch 3/")).as(process.said()).isTrue();
      process.signal(signal);
      assertThat(process.exit()).as(process.said()).isEqualTo(code);
      assertThat(process.said())
          .contains("stopping after this step; the parameters will be saved")
          .contains("To go on: signet train --resume " + run + "\n")
          .doesNotContain("stopped at once");
    }
    requireNothingLost(run);
    bench.requireSameAfterResume(run);
  }

  /** The checkpoint is of the very step that was the last. */
  private static void requireNothingLost(Path run) throws IOException {
    KillCount count = new KillCount();
    count.add(run);
    assertThat(count.mostSteps()).isZero();
    assertThat(FaultBench.halves(run)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void secondStopsAtOnceAndHarmsNothing(String signal, int code) throws Exception {
    Path run = folder.resolve("twice");
    try (TrainingProcess process = TrainingProcess.start(HEARS, bench.begin(run))) {
      assertThat(process.await("Run: ")).as(process.said()).isTrue();
      process.signal(signal);
      process.signal(signal);
      assertThat(process.exit()).as(process.said()).isEqualTo(code);
    }
    bench.requireSameAfterResume(run);
  }
}
