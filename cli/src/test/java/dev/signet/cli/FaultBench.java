package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One training that nothing happens to, and the means to begin the same elsewhere.
 *
 * @param folder for the runs
 * @param pictures that are trained on, {@value #STEPS_PER_EPOCH} steps an epoch
 * @param whole the run that nothing happened to
 * @param options of all the runs
 * @param millis that the training of that run has taken, without the start of its process
 */
record FaultBench(Path folder, Path pictures, Path whole, List<?> options, int millis) {
  static final int STEPS_PER_EPOCH = 3;
  private static final int EPOCHS = 40;

  /**
   * Trains without a fault.
   *
   * @param every how often there is a checkpoint
   */
  static FaultBench prepare(Path folder, String every) throws Exception {
    return prepare(folder, every, EPOCHS);
  }

  /** The same for so many epochs: for what takes its time to go wrong. */
  static FaultBench prepare(Path folder, String every, int epochs) throws Exception {
    Path pictures = folder.resolve("pictures");
    if (!Files.isDirectory(pictures)) {
      SignetRun.makePictures(pictures);
    }
    Path whole = folder.resolve("whole-" + every);
    List<?> options = List.of("--checkpoint-every", every, "--epochs", epochs);
    FaultBench bench = new FaultBench(folder, pictures, whole, options, 0);
    try (TrainingProcess process = TrainingProcess.start(bench.begin(whole))) {
      assertThat(process.await("Run: ")).as(process.said()).isTrue();
      long start = System.nanoTime();
      assertThat(process.await("Parameters: ")).as(process.said()).isTrue();
      int millis = (int) ((System.nanoTime() - start) / 1_000_000);
      assertThat(process.exit()).as(process.said()).isZero();
      return new FaultBench(folder, pictures, whole, options, millis);
    }
  }

  /** The same training into another folder. */
  List<Object> begin(Path out, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("--arch", "tiny", "--threads", 1, "--batch-size", 8, "--data", pictures));
    words.addAll(options);
    words.addAll(List.of("--out", out));
    words.addAll(List.of(more));
    return words;
  }

  static List<?> resume(Path run) {
    return List.of("--resume", run);
  }

  /** Goes on to the end and compares with the run that nothing happened to. */
  void requireSameAfterResume(Path run) throws Exception {
    try (TrainingProcess process = TrainingProcess.start(resume(run))) {
      assertThat(process.exit()).as(process.said()).isZero();
    }
    requireSame(run);
  }

  /** Compares a run that has ended, byte for byte. */
  void requireSame(Path run) throws IOException {
    for (String file : List.of("model.safetensors", "ResNetTiny_params.pkl", "history.csv")) {
      assertThat(run.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
    assertThat(EventPayloads.of(run)).isEqualTo(EventPayloads.of(whole));
    assertThat(halves(run)).isEmpty();
  }

  /** Files that were being written when the process was killed. */
  static List<Path> halves(Path run) throws IOException {
    if (!Files.isDirectory(run)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(run)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".tmp")).toList();
    }
  }
}
