package dev.signet.training;

import dev.signet.Text;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** A tiny forward and backward pass whose losses are known. */
public final class SelfTest {
  private static final int PICTURES = 12;
  private static final int SIDE = 32;
  private static final int CLASSES = 6;
  private static final double LEARNING_RATE = 0.001;
  private static final List<Double> EXPECTED_LOSSES = List.of(1.856949, 1.123723, 0.858344);
  private static final double TOLERANCE = 0.001;

  private SelfTest() {}

  /**
   * What came out.
   *
   * @param losses before each of the steps
   * @param passed whether they are what they should be
   */
  public record Result(List<Double> losses, boolean passed) {
    /** One line for people. */
    public String describe() {
      return passed
          ? Text.of("passed (losses %s as expected)", round(losses))
          : Text.of(
              "FAILED: losses %s, but %s were expected", round(losses), round(EXPECTED_LOSSES));
    }

    private static List<String> round(List<Double> values) {
      return values.stream().map(value -> Text.of("%.4f", value)).toList();
    }
  }

  /** Takes three steps on the CPU; less than a second. */
  public static Result run() {
    ModelConfig config =
        new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(SIDE), CLASSES);
    Batch batch = pattern();
    OptimizerConfig adam = OptimizerConfig.Adam.withDefaults(LEARNING_RATE);
    try (ResNet net = ResNet.create(config, 0);
        Optimizer optimizer = FusedOptimizer.create(adam, net)) {
      Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu")));
      TrainingStep step =
          new TrainingStep(net, inputs, Loss.crossEntropy(0), GradientSync.NONE, optimizer);
      List<Double> losses =
          EXPECTED_LOSSES.stream()
              .map(loss -> step.run(batch, x -> x, LEARNING_RATE).loss())
              .toList();
      return judge(losses);
    }
  }

  /** Whether the losses are the stored ones. */
  static Result judge(List<Double> losses) {
    boolean passed =
        IntStream.range(0, losses.size())
            .allMatch(i -> Math.abs(losses.get(i) - EXPECTED_LOSSES.get(i)) < TOLERANCE);
    return new Result(losses, passed);
  }

  /** Stripes whose width and colour belong to the class: the same bytes for ever. */
  private static Batch pattern() {
    ByteBuffer images = ByteBuffer.allocateDirect(PICTURES * SIDE * SIDE * 3);
    long[] labels = new long[PICTURES];
    for (int i = 0; i < PICTURES; i++) {
      int label = i % CLASSES;
      labels[i] = label;
      for (int at = 0; at < SIDE * SIDE; at++) {
        int stripe = (at % SIDE) * (label + 1) * 5 + (at / SIDE) * 3 + i * 40;
        for (int channel = 0; channel < 3; channel++) {
          images.put((byte) ((stripe + channel * label * 30) & 0xff));
        }
      }
    }
    int[] indices = IntStream.range(0, PICTURES).toArray();
    return new Batch(images.flip(), labels, indices, new ImageSize(SIDE, SIDE));
  }
}
