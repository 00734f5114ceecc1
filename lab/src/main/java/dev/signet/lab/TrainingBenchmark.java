package dev.signet.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signet.config.ComputeConfig;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Precision;
import dev.signet.config.Preprocessing;
import dev.signet.config.Recipe;
import dev.signet.config.TrainingConfig;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.network.ModelSummary;
import dev.signet.picture.Batch;
import dev.signet.training.FusedOptimizer;
import dev.signet.training.GradientSync;
import dev.signet.training.Loss;
import dev.signet.training.Optimizer;
import dev.signet.training.Trainer;
import dev.signet.training.TrainingStep;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * How fast a training step is: Signet's fast settings against the article's on the same libtorch
 * (fp32, channels in planes, {@code Adam.step}), step by step in turn, so that a machine that slows
 * down slows both.
 */
public final class TrainingBenchmark {
  private static final double LR = 0.001;
  // A forward pass multiplies and adds once; the backward pass does so for the activations' and for
  // the weights' gradients.
  private static final int PASSES = 3;
  private static final int FLOPS_PER_MULTIPLY_ADD = 2;

  private TrainingBenchmark() {}

  /** The phases of a training step, in order. */
  public enum Phase {
    /** Bytes to tensors. */
    DATA,
    /** Logits and loss. */
    FORWARD,
    /** Gradients. */
    BACKWARD,
    /** Update of the parameters. */
    OPTIMIZER
  }

  /**
   * What came out, as {@code bench train} writes it in JSON.
   *
   * @param times of a step with the article's settings and with the fast ones
   * @param phasesMs where a fast step's time goes, medians
   * @param precision of the fast settings
   * @param channelsLast whether their pictures lie so in memory
   * @param flopsPerStep floating-point operations of one step's convolutions and linear layer
   * @param matmulFlopsPerSecond that a large matrix product reaches in the same precision
   * @param roofline the share of that rate that a fast step reaches, 0 to 1
   * @param peakBytes physical memory of the process at its largest
   * @param arithmetic of the fast settings
   */
  public record Result(
      @JsonUnwrapped Comparison times,
      Map<Phase, Double> phasesMs,
      Precision precision,
      boolean channelsLast,
      double flopsPerStep,
      double matmulFlopsPerSecond,
      double roofline,
      long peakBytes,
      @JsonIgnore Arithmetic arithmetic) {}

  /**
   * Measures.
   *
   * @param batch pictures of the model's input size
   * @param steps counted steps of each kind, at least 1; some more go before them
   */
  public static Result run(ModelConfig model, Batch batch, ComputeDevice device, int steps) {
    TrainingConfig fast = Recipe.FAST.training();
    Arithmetic fastArithmetic = Arithmetic.of(fast.compute(), device);
    OptimizerConfig.Adam adam = OptimizerConfig.Adam.withDefaults(LR);
    Laps<Phase> laps = new Laps<>(Phase.class);
    long[] peakBytes = {0};
    try (ResNet plainNet = network(model, device, Arithmetic.plain(device), ComputeConfig.CLASSIC);
        ResNet fastNet = network(model, device, fastArithmetic, fast.compute());
        Optimizer plainAdam = LibtorchAdam.create(adam, plainNet);
        Optimizer fastAdam = FusedOptimizer.create(fast.optimizer(), fastNet)) {
      Inputs plainInputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(device));
      TrainingStep plain =
          new TrainingStep(
              plainNet, plainInputs, Loss.crossEntropy(0), GradientSync.NONE, plainAdam);
      Inputs inputs = new Inputs(Preprocessing.UNIT, fastArithmetic);
      Loss loss = timed(Loss.crossEntropy(fast.labelSmoothing()), laps);
      TrainingStep signet = new TrainingStep(fastNet, inputs, loss, timedBackward(laps), fastAdam);
      Comparison times =
          Comparison.alternate(
              round -> plain.run(batch, x -> x, LR),
              round -> {
                laps.start(round >= 0);
                run(signet, batch, laps);
                peakBytes[0] = Math.max(peakBytes[0], Pointer.physicalBytes());
              },
              steps);
      double flops =
          (double) ModelSummary.of(model).multiplyAdds()
              * FLOPS_PER_MULTIPLY_ADD
              * PASSES
              * batch.count();
      double rate = MatmulRate.measure(fastArithmetic);
      return new Result(
          times,
          laps.medians(),
          fastArithmetic.precision(),
          fastArithmetic.channelsLast(),
          flops,
          rate,
          flops / (times.signetMs() / 1000) / rate,
          peakBytes[0],
          fastArithmetic);
    }
  }

  private static GradientSync timedBackward(Laps<Phase> laps) {
    return (net, loss) -> {
      loss.backward();
      laps.ended(Phase.BACKWARD);
    };
  }

  /** The step, in two halves, with a look at the clock between them. */
  private static void run(TrainingStep step, Batch batch, Laps<Phase> laps) {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = step.inputs().images(batch); // [n, 3, h, w]
      Tensor labels = step.inputs().labels(batch); // [n]
      laps.ended(Phase.DATA);
      step.run(images, labels, LR);
      laps.ended(Phase.OPTIMIZER);
    }
  }

  /** A new network that is ready to be trained so. */
  static ResNet network(
      ModelConfig model, ComputeDevice device, Arithmetic arithmetic, ComputeConfig compute) {
    ResNet net = ResNet.create(model, 0);
    net.moveTo(device);
    Trainer.prepare(net, arithmetic, compute);
    return net;
  }

  /** The loss, with which the forward pass ends once it is known. */
  private static Loss timed(Loss loss, Laps<Phase> laps) {
    return (logits, labels) -> {
      Tensor value = loss.of(logits, labels);
      value.item_double(); // waits for the device
      laps.ended(Phase.FORWARD);
      return value;
    };
  }
}
