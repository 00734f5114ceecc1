package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Provenance;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.Preprocessing;
import dev.signet.data.ImageSource;
import dev.signet.inference.Classifier;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.model.WeightCopies;
import dev.signet.picture.Batch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that is done many times leaves native memory behind. */
class MemoryTest {
  private static final int SIDE = 16;
  private static final int ROUNDS = 4;
  private static final long RESIDENT_LIMIT = 8 << 20;
  private static final ModelConfig TINY = TestPictures.tiny(SIDE, 4);
  private static final OptimizerConfig ADAM = OptimizerConfig.Adam.withDefaults(0.001);
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");
  private static final Inputs INPUTS = new Inputs(Preprocessing.UNIT, Arithmetic.plain(CPU));

  @Test
  void thousandTrainingSteps() {
    Batch batch = TestPictures.coloured(8, SIDE, 4, 1).batch(IntStream.range(0, 8).toArray());
    try (ResNet net = ResNet.create(TINY, 0);
        Optimizer optimizer = FusedOptimizer.create(ADAM, net)) {
      TrainingStep step = step(net, optimizer);
      assertNoGrowth("training step", 200, 1000, () -> step.run(batch, x -> x, 0.001));
    }
  }

  @Test
  void threeHundredEvaluations() {
    ImageSource pictures = TestPictures.coloured(12, SIDE, 4, 1);
    try (ResNet net = ResNet.create(TINY, 0)) {
      Evaluator evaluator = new Evaluator(INPUTS, 8);
      assertNoGrowth("evaluation", 100, 300, () -> evaluator.evaluate(net, pictures));
    }
  }

  @Test
  void threeHundredPredictions(@TempDir Path folder) {
    byte[] picture = TestPictures.coloured(1, SIDE, 4, 1).pixels(0);
    try (Classifier classifier =
        Classifier.open(
            model(folder),
            PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32))) {
      assertNoGrowth("prediction", 100, 300, () -> classifier.predictPixels(List.of(picture)));
    }
  }

  @Test
  void fiftyNetworksOptimizersCopiesAndClassifiers(@TempDir Path folder) {
    Path model = model(folder);
    Batch batch = TestPictures.coloured(8, SIDE, 4, 1).batch(IntStream.range(0, 8).toArray());
    assertNoGrowth(
        "life of a network",
        30,
        50,
        () -> {
          try (ResNet net = ResNet.create(TINY, 0);
              WeightCopies copies = WeightCopies.of(net);
              WeightCopies.Copy copy = copies.take();
              Optimizer optimizer = FusedOptimizer.create(ADAM, net);
              Classifier classifier =
                  Classifier.open(
                      model,
                      PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32))) {
            step(net, optimizer).run(batch, x -> x, 0.001);
            copy.share().renew().restore();
            classifier.predictPixels(List.of(new byte[SIDE * SIDE * 3]));
          }
        });
  }

  private static TrainingStep step(ResNet net, Optimizer optimizer) {
    return new TrainingStep(net, INPUTS, Loss.crossEntropy(0), GradientSync.NONE, optimizer);
  }

  private static Path model(Path folder) {
    Path file = folder.resolve("model.safetensors");
    Provenance provenance = new Provenance("classic", 0, 0, "none", 1, "0", Map.of());
    try (ResNet net = ResNet.create(TINY, 0)) {
      Manifest manifest = Manifest.of(TINY, Preprocessing.UNIT, TestPictures.names(4), provenance);
      new ModelFile(manifest, ModelState.of(net)).write(file);
    }
    return file;
  }

  /** A leak grows in every round; Java's heap and malloc's arenas settle in one of the first. */
  private static void assertNoGrowth(String what, int warmUp, int times, Runnable action) {
    repeat(warmUp, action);
    long smallest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && smallest >= RESIDENT_LIMIT; round++) {
      Usage before = Usage.now();
      repeat(times, action);
      Usage after = Usage.now();
      System.out.printf("%d times %s: %s to %s%n", times, what, before, after);
      assertThat(after.bytes - before.bytes).as("growth of totalBytes").isLessThan(64 << 10);
      assertThat(after.count - before.count).as("growth of totalCount").isLessThanOrEqualTo(0);
      smallest = Math.min(smallest, after.resident - before.resident);
    }
    assertThat(smallest).as("growth of resident memory").isLessThan(RESIDENT_LIMIT);
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }

  /** What JavaCPP holds, and what the process holds, Java's heap included. */
  private record Usage(long bytes, long count, long resident) {
    static Usage now() {
      System.gc(); // frees direct buffers
      return new Usage(Pointer.totalBytes(), Pointer.totalCount(), Pointer.physicalBytes());
    }
  }
}
