package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.TestPictures;
import dev.signet.artifact.ModelFile;
import dev.signet.config.AugmentationConfig;
import dev.signet.config.BatchConfig;
import dev.signet.config.CheckpointCadence;
import dev.signet.config.CheckpointConfig;
import dev.signet.config.ClassWeights;
import dev.signet.config.MixingConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.config.Sampling;
import dev.signet.config.ScheduleConfig;
import dev.signet.config.SizeStage;
import dev.signet.config.StoppingConfig;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.listeners.CsvEpochs;
import dev.signet.runfolder.Checkpoint;
import dev.signet.runfolder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was stopped and goes on ends as one that was not stopped. */
class ResumeTest {
  private static final int SIDE = 16;
  private static final int CLASSES = 4;
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");
  private static final ImageSource TRAIN = TestPictures.coloured(21, SIDE, CLASSES, 1);
  private static final ImageSource TEST = TestPictures.coloured(9, SIDE, CLASSES, 2);
  private static final DataParts DATA = new DataParts(TRAIN, Optional.empty(), Optional.of(TEST));

  /** All that draws random numbers or keeps state, and 4 epochs of 3 steps. */
  private static final RunConfig RUN = run(new OptimizerConfig.AdamW(0.01, 0.9, 0.999, 1e-8, 0.1));

  @TempDir Path temporary;

  private static RunConfig run(OptimizerConfig optimizer) {
    RunConfig plain = TestPictures.run(SIDE, CLASSES, 4, 8, 0.01);
    return plain.withTraining(
        plain
            .training()
            .withBatches(new BatchConfig(8, true, false))
            .withOptimizer(optimizer, new ScheduleConfig.OneCycle(0.3, 0.01))
            .withLabelSmoothing(0.1)
            .withClassWeights(
                new ClassWeights.Given(Map.of("c0", 2.0, "c1", 1.0, "c2", 0.5, "c3", 1.5)))
            .withMixing(new MixingConfig(0.4, 1))
            .withZeroInitResidual(true)
            .withAugmentation(new AugmentationConfig(true, 0.1, 10, 0.1, 0.1, 0.1, 0.1, 0.1, 1, 0))
            .withSizes(List.of(new SizeStage(0.4, 0.5)))
            .withEma(0.5));
  }

  /** In the first epoch, at the end of one, in the middle, after the very last step. */
  @ParameterizedTest
  @CsvSource({"0", "2", "3", "7", "11"})
  void stoppedAfterAnyStepItEndsWithTheSameBytes(long step) {
    RunFolder whole = folder("whole");
    execute(new TrainingRun(RUN, DATA, whole, CPU, Optional.empty()), whole, new StopSignal());
    RunFolder halves = folder("halves");
    stopAfter(RUN, halves, step);
    TrainingFinished result = resume(RUN, halves);
    assertThat(result.reason()).isEqualTo(StopReason.COMPLETED);
    assertThat(result.steps()).isEqualTo(12);
    requireSame(whole, halves);
  }

  /** Draws with replacement: the rest of an epoch is the same rest. */
  @ParameterizedTest
  @CsvSource({"1", "3"})
  void balancedDrawsGoOnWhereTheyWere(long step) {
    RunConfig drawn =
        RUN.withTraining(
            RUN.training().withBatches(new BatchConfig(8, true, false, Sampling.BALANCED)));
    RunFolder whole = folder("whole");
    execute(new TrainingRun(drawn, DATA, whole, CPU, Optional.empty()), whole, new StopSignal());
    RunFolder halves = folder("halves");
    stopAfter(drawn, halves, step);
    resume(drawn, halves);
    requireSame(whole, halves);
  }

  @Test
  void momentumComesBackToo() {
    RunConfig sgd = run(new OptimizerConfig.Sgd(0.1, 0.9, true, 0.001));
    RunFolder whole = folder("whole");
    execute(new TrainingRun(sgd, DATA, whole, CPU, Optional.empty()), whole, new StopSignal());
    RunFolder halves = folder("halves");
    stopAfter(sgd, halves, 4);
    resume(sgd, halves);
    requireSame(whole, halves);
  }

  @Test
  void stoppedAfterEveryStepItEndsWithTheSameBytes() {
    RunFolder whole = folder("whole");
    execute(new TrainingRun(RUN, DATA, whole, CPU, Optional.empty()), whole, new StopSignal());
    RunFolder pieces = folder("pieces");
    stopAfter(RUN, pieces, 0);
    for (long step = 1; step < 12; step++) {
      StopSignal stop = new StopSignal();
      execute(next(RUN, pieces), pieces, stop, stopper(stop, step));
    }
    resume(RUN, pieces);
    requireSame(whole, pieces);
  }

  @Test
  void otherPicturesAreRefusedBeforeAnythingIsTouched() {
    RunFolder folder = folder("run");
    stopAfter(RUN, folder, 5);
    DataParts other =
        new DataParts(
            TestPictures.coloured(21, SIDE, CLASSES, 3), Optional.empty(), Optional.of(TEST));
    TrainingRun run =
        new TrainingRun(RUN, other, folder, CPU, Optional.of(newest(folder, new ArrayList<>())));
    assertThatThrownBy(() -> execute(run, folder, new StopSignal()))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(
            "the training pictures are not those that the run was started with: fingerprint ")
        .hasMessageEndingWith("; bring them back, or start a new run (--out)");
  }

  @Test
  void damagedCheckpointIsRefusedAndTheOneBeforeItIsTaken() throws Exception {
    RunConfig often =
        RUN.withReliability(
            RUN.reliability()
                .withCheckpoints(new CheckpointConfig(new CheckpointCadence.Epochs(1), 3)));
    RunFolder whole = folder("whole");
    execute(new TrainingRun(often, DATA, whole, CPU, Optional.empty()), whole, new StopSignal());
    RunFolder halves = folder("halves");
    stopAfter(often, halves, 7);
    assertThat(halves.checkpoints().step(6)).exists();
    Path last = halves.checkpoints().step(8);
    byte[] bytes = Files.readAllBytes(last);
    bytes[bytes.length - 1000] ^= 1;
    Files.write(last, bytes);
    List<String> said = new ArrayList<>();
    Checkpoint checkpoint = newest(halves, said);
    assertThat(checkpoint.manifest().position().step()).isEqualTo(6);
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("the checkpoint step-0000000008.safetensors is refused: ")
        .contains("its checksum is ")
        .endsWith("; taking the one before it");
    execute(
        new TrainingRun(often, DATA, halves, CPU, Optional.of(checkpoint)),
        halves,
        new StopSignal());
    requireSame(whole, halves);
  }

  @Test
  void noMoreAreKeptThanAskedFor() throws Exception {
    RunConfig three =
        RUN.withReliability(
            RUN.reliability()
                .withCheckpoints(new CheckpointConfig(new CheckpointCadence.Epochs(1), 3)));
    RunFolder folder = folder("run");
    execute(new TrainingRun(three, DATA, folder, CPU, Optional.empty()), folder, new StopSignal());
    try (var files = Files.list(folder.checkpoints().path())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "step-0000000006.safetensors",
              "step-0000000009.safetensors",
              "step-0000000012.safetensors",
              "last.safetensors",
              "best.safetensors");
    }
  }

  @Test
  void trainingThatEndedEarlyHasTheWeightsOfItsBestEpochHoweverOftenItWasStopped() {
    RunConfig wild = run(new OptimizerConfig.Sgd(0.3, 0.9, false, 0));
    RunConfig early =
        wild.withTraining(
                wild.training()
                    .withClassWeights(new ClassWeights.Equal())
                    .withMixing(MixingConfig.NONE)
                    .withEpochs(40)
                    .withSizes(List.of()) // an epoch of smaller ones would not be the best
                    .withOptimizer(wild.training().optimizer(), new ScheduleConfig.Constant()))
            .withReliability(
                wild.reliability().withStopping(new StoppingConfig(Optional.empty(), 3, 0)));
    DataParts watched = new DataParts(TRAIN, Optional.of(TEST), Optional.empty());
    RunFolder whole = folder("whole");
    TrainingFinished result =
        execute(
            new TrainingRun(early, watched, whole, CPU, Optional.empty()), whole, new StopSignal());
    assertThat(result.reason()).isEqualTo(StopReason.EARLY);
    assertThat(result.epochs()).isLessThan(40);
    assertThat(ModelFile.read(whole.model()).state().arrays())
        .zipSatisfy(
            ModelFile.read(whole.checkpoints().best()).state().arrays(),
            (a, b) -> assertThat(a.data()).as(a.name()).isEqualTo(b.data()));
    RunFolder halves = folder("halves");
    StopSignal stop = new StopSignal();
    long last = result.steps() - 2; // the best epoch is over
    execute(
        new TrainingRun(early, watched, halves, CPU, Optional.empty()),
        halves,
        stop,
        stopper(stop, last));
    Checkpoint checkpoint = newest(halves, new ArrayList<>());
    execute(
        new TrainingRun(early, watched, halves, CPU, Optional.of(checkpoint)),
        halves,
        new StopSignal());
    requireSame(whole, halves);
  }

  private static void requireSame(RunFolder one, RunFolder two) {
    assertThat(two.model()).hasSameBinaryContentAs(one.model());
    assertThat(two.parameters(ResNetVariant.TINY))
        .hasSameBinaryContentAs(one.parameters(ResNetVariant.TINY));
    assertThat(two.history()).hasSameBinaryContentAs(one.history());
  }

  private RunFolder folder(String name) {
    return RunFolder.create(temporary.resolve(name));
  }

  private static void stopAfter(RunConfig config, RunFolder folder, long step) {
    StopSignal stop = new StopSignal();
    TrainingFinished result =
        execute(
            new TrainingRun(config, DATA, folder, CPU, Optional.empty()),
            folder,
            stop,
            stopper(stop, step));
    assertThat(result.reason()).isEqualTo(StopReason.INTERRUPTED);
  }

  private static TrainingListener stopper(StopSignal stop, long step) {
    return new TrainingListener() {
      @Override
      public void stepCompleted(StepCompleted event) {
        if (event.step() == step) {
          stop.request();
        }
      }
    };
  }

  private static TrainingFinished resume(RunConfig config, RunFolder folder) {
    return execute(next(config, folder), folder, new StopSignal());
  }

  private static TrainingRun next(RunConfig config, RunFolder folder) {
    return new TrainingRun(
        config, DATA, folder, CPU, Optional.of(newest(folder, new ArrayList<>())));
  }

  private static Checkpoint newest(RunFolder folder, List<String> problems) {
    return folder.checkpoints().newest(problems::add).orElseThrow();
  }

  private static TrainingFinished execute(
      TrainingRun run, RunFolder folder, StopSignal stop, TrainingListener... listeners) {
    try (CsvEpochs history = CsvEpochs.history(folder.history())) {
      List<TrainingListener> all = new ArrayList<>(List.of(listeners));
      all.add(history);
      return run.execute(all, stop);
    }
  }
}
