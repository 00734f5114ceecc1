package dev.signet.training;

import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.config.TrainingConfig;
import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Spread;
import dev.signet.model.Inputs;
import dev.signet.model.NormStatistics;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What training steps and evaluations cost here, measured on a network that is thrown away.
 *
 * @param stepSeconds of a batch, by the share of the pictures' side
 * @param evaluationSeconds of a picture in the arithmetic of the training
 * @param finalSeconds of a picture in fp32, as a run is judged at its end
 */
record StepCosts(Map<Double, Double> stepSeconds, double evaluationSeconds, double finalSeconds) {
  private static final int WARM_UP = 2;
  private static final int COUNTED = 5;

  StepCosts {
    stepSeconds = Map.copyOf(stepSeconds);
  }

  /** Seconds of a step on pictures of this share of the full side. */
  double step(double scale) {
    Double seconds = stepSeconds.get(scale);
    if (seconds == null) {
      throw new IllegalArgumentException("steps of scale " + scale + " were not measured");
    }
    return seconds;
  }

  /** Takes a few steps of each size and evaluates a few batches. */
  static StepCosts measure(
      RunConfig config, ImageSource train, ComputeDevice device, Iterable<Double> scales) {
    TrainingConfig training = config.training();
    Seeds seeds = new Seeds(config.seed());
    Arithmetic arithmetic = Arithmetic.of(training.compute(), device);
    Inputs inputs = new Inputs(config.preprocessing(), arithmetic);
    long start = System.nanoTime();
    ImageSource pictures = train.inEpoch(1);
    double drawing = (System.nanoTime() - start) / 1e9;
    Batches batches = Batches.forTraining(pictures, training.batches(), seeds.order(), 1);
    Batch batch = batches.iterator().next();
    // Decoding a batch takes as long as a small step, and the same processors; copying, nothing.
    double making = drawing / batches.count() + median(() -> batches.iterator().next());
    try (ResNet net = ResNet.create(config.model(), seeds.weights())) {
      net.moveTo(device);
      Trainer.prepare(net, arithmetic, config);
      Map<Double, Double> seconds = new TreeMap<>();
      StepChanges changes = new StepChanges(config);
      NormStatistics statistics = new NormStatistics(List.of(batch), inputs);
      Loss loss = Loss.of(training, train);
      try (Optimizer optimizer = FusedOptimizer.create(config, net);
          WeightKeeper kept = new WeightKeeper(net, training.ema(), statistics, Optional.empty())) {
        TrainingStep step = new TrainingStep(net, inputs, loss, GradientSync.NONE, optimizer);
        for (double scale : scales) {
          // The smallest learning rate: the losses of these steps do not matter, their time does.
          seconds.put(
              scale,
              making
                  + median(
                      () -> {
                        step.run(batch, changes.at(0, scale), Double.MIN_NORMAL);
                        kept.stepTaken();
                      }));
        }
      }
      ImageSource some = train.subset(train.name(), batch.indices());
      double one = median(() -> new Evaluator(inputs, batch.count()).evaluate(net, some));
      Inputs plain = new Inputs(config.preprocessing(), Arithmetic.plain(device));
      double last = median(() -> new Evaluator(plain, batch.count()).evaluate(net, some));
      return new StepCosts(seconds, one / batch.count(), last / batch.count());
    }
  }

  private static double median(Runnable work) {
    List<Double> seconds = new ArrayList<>();
    for (int i = -WARM_UP; i < COUNTED; i++) {
      long start = System.nanoTime();
      work.run();
      if (i >= 0) {
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }
    return Spread.of(seconds).median();
  }
}
