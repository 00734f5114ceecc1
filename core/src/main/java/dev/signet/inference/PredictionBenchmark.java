package dev.signet.inference;

import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.data.Batch;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.metrics.Comparison;
import dev.signet.model.FoldedNet;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.StateDict;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * How fast pictures are answered: the folded, frozen network against the trained one as it is, in
 * fp32 and operator by operator, on the same libtorch and in turn.
 */
public final class PredictionBenchmark {
  private PredictionBenchmark() {}

  /**
   * What came out.
   *
   * @param times milliseconds a batch
   * @param sameTop1 pictures of the batch that both give the same class
   * @param largestDifference between their logits
   * @param largestLogit of the trained network, to hold the difference against
   */
  public record Result(
      Comparison times, int sameTop1, double largestDifference, double largestLogit) {}

  /**
   * Measures.
   *
   * @param model the network's shape
   * @param state its weights
   * @param batch pictures of the network's input size
   * @param arithmetic of the frozen network
   * @param rounds that count, at least 1
   */
  public static Result run(
      ModelConfig model, StateDict state, Batch batch, Arithmetic arithmetic, int rounds) {
    ComputeDevice device = arithmetic.device();
    Inputs plain = new Inputs(Preprocessing.UNIT, Arithmetic.plain(device));
    Inputs fast = new Inputs(Preprocessing.UNIT, arithmetic);
    try (ResNet net = ResNet.create(model, 0);
        FrozenNet frozen = FrozenNet.of(FoldedNet.of(model, state), arithmetic);
        NoGradGuard noGrad = new NoGradGuard()) {
      ModelState.load(net, state, "the model");
      net.moveTo(device);
      net.module().eval();
      float[] expected = logits(() -> net.forward(plain.images(batch)));
      float[] answered = logits(() -> frozen.forward(fast.images(batch)));
      Comparison times =
          Comparison.alternate(
              round -> logits(() -> net.forward(plain.images(batch))),
              round -> logits(() -> frozen.forward(fast.images(batch))),
              rounds);
      return compare(times, expected, answered, model.classes());
    }
  }

  /** Brings the logits to Java, which waits for the device, and frees everything else. */
  private static float[] logits(Supplier<Tensor> forward) {
    try (PointerScope scope = new PointerScope()) {
      return Tensors.floats(forward.get());
    }
  }

  private static Result compare(Comparison times, float[] expected, float[] answered, int classes) {
    int same = 0;
    double difference = 0;
    double largest = 0;
    for (int row = 0; row < expected.length; row += classes) {
      same += top1(expected, row, classes) == top1(answered, row, classes) ? 1 : 0;
      for (int i = row; i < row + classes; i++) {
        difference = Math.max(difference, Math.abs(expected[i] - answered[i]));
        largest = Math.max(largest, Math.abs(expected[i]));
      }
    }
    return new Result(times, same, difference, largest);
  }

  private static int top1(float[] logits, int row, int classes) {
    int best = row;
    for (int i = row + 1; i < row + classes; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best - row;
  }
}
