package dev.signet.training;

import dev.signet.config.ComputeConfig;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.Recipe;
import dev.signet.config.TrainingConfig;
import dev.signet.data.Batch;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.MatmulRate;
import dev.signet.metrics.Spread;
import dev.signet.model.Inputs;
import dev.signet.model.ModelSummary;
import dev.signet.model.ResNet;
import dev.signet.training.PhaseClock.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;

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

  /**
   * What came out, in milliseconds a step.
   *
   * @param baseline the article's settings
   * @param signet the fast settings
   * @param phases where a fast step's time goes, medians
   * @param arithmetic of the fast settings
   * @param flopsPerStep floating-point operations of one step's convolutions and linear layer
   * @param matmulFlops operations a second that a large matrix product reaches in the same
   *     precision
   * @param peakBytes physical memory of the process at its largest
   */
  public record Result(
      Spread baseline,
      Spread signet,
      Map<Phase, Double> phases,
      Arithmetic arithmetic,
      double flopsPerStep,
      double matmulFlops,
      long peakBytes) {
    /** How many times faster than the baseline: medians. */
    public double ratio() {
      return baseline.median() / signet.median();
    }

    /** The share of the matrix product's rate that a fast step reaches, 0 to 1. */
    public double roofline() {
      return flopsPerStep / (signet.median() / 1000) / matmulFlops;
    }
  }

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
    Laps laps = new Laps();
    long peak = 0;
    try (ResNet plainNet = network(model, device, Arithmetic.plain(device), ComputeConfig.CLASSIC);
        ResNet fastNet = network(model, device, fastArithmetic, fast.compute());
        Optimizer plainAdam = LibtorchAdam.create(adam, plainNet);
        Optimizer fastAdam = FusedOptimizer.create(fast.optimizer(), fastNet)) {
      TrainingStep plain =
          new TrainingStep(
              plainNet,
              plainAdam,
              new Inputs(Preprocessing.UNIT, Arithmetic.plain(device)),
              0,
              PhaseClock.NONE);
      TrainingStep signet =
          new TrainingStep(
              fastNet,
              fastAdam,
              new Inputs(Preprocessing.UNIT, fastArithmetic),
              fast.labelSmoothing(),
              laps);
      int warmUp = Math.max(2, steps / 10);
      List<Double> plainTimes = new ArrayList<>();
      List<Double> fastTimes = new ArrayList<>();
      for (int i = -warmUp; i < steps; i++) {
        double plainMillis = millis(() -> plain.run(batch, x -> x, LR));
        laps.start(i >= 0);
        double fastMillis = millis(() -> signet.run(batch, x -> x, LR));
        peak = Math.max(peak, Pointer.physicalBytes());
        if (i >= 0) {
          plainTimes.add(plainMillis);
          fastTimes.add(fastMillis);
        }
      }
      return new Result(
          Spread.of(plainTimes),
          Spread.of(fastTimes),
          laps.medians(),
          fastArithmetic,
          (double) ModelSummary.of(model).multiplyAdds()
              * FLOPS_PER_MULTIPLY_ADD
              * PASSES
              * batch.count(),
          MatmulRate.measure(fastArithmetic),
          peak);
    }
  }

  private static ResNet network(
      ModelConfig model, ComputeDevice device, Arithmetic arithmetic, ComputeConfig compute) {
    ResNet net = ResNet.create(model, 0);
    net.moveTo(device);
    net.arrange(arithmetic);
    net.trainNormedBiases(compute.trainNormedBiases());
    net.module().train(true);
    return net;
  }

  private static double millis(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Collects the phases' times. */
  private static final class Laps implements PhaseClock {
    private final Map<Phase, List<Double>> times = new EnumMap<>(Phase.class);
    private boolean counted;
    private long last;

    void start(boolean count) {
      counted = count;
      last = System.nanoTime();
    }

    @Override
    public void ended(Phase phase) {
      long now = System.nanoTime();
      if (counted) {
        times.computeIfAbsent(phase, p -> new ArrayList<>()).add((now - last) / 1e6);
      }
      last = now;
    }

    Map<Phase, Double> medians() {
      Map<Phase, Double> medians = new EnumMap<>(Phase.class);
      times.forEach((phase, values) -> medians.put(phase, Spread.of(values).median()));
      return medians;
    }
  }
}
