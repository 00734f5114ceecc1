package dev.signet.training;

import dev.signet.config.LearningRateRange;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.training.LearningRateSweep.End;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * The learning-rate range test (Smith, "Cyclical Learning Rates for Training Neural Networks",
 * 2015): a fresh network is trained with a learning rate that grows exponentially, and the curve of
 * its loss shows from where it learns and from where it diverges. The network is thrown away.
 *
 * <p>The learning rate, the schedule, the number of epochs and the smaller sizes of the
 * configuration are not used. One finder works on the thread that calls it; the same seed gives the
 * same sweep.
 */
public final class LearningRateFinder {
  private static final double FULL_SIZE = 1;

  private final RunConfig config;
  private final ComputeDevice device;
  private final Seeds seeds;

  /**
   * A finder.
   *
   * @param config the training that needs a learning rate
   * @param device where the network is
   */
  public LearningRateFinder(RunConfig config, ComputeDevice device) {
    this.config = config;
    this.device = device;
    this.seeds = new Seeds(config.seed());
  }

  /**
   * Tries the learning rates, in epoch after epoch as the training would, until all were tried or
   * the loss is NaN, infinite or several times its lowest.
   *
   * @param train what the network learns from
   * @param progress is told after each step how many there were
   * @param stop asks for an early end, after the step that is under way
   */
  public LearningRateSweep sweep(
      ImageSource train, LearningRateRange range, IntConsumer progress, StopSignal stop) {
    try (ResNet net = ResNet.create(config.model(), seeds.weights())) {
      TrainingRun.initialize(net, config, device);
      Arithmetic arithmetic = Arithmetic.of(config.training().compute(), device);
      Inputs inputs = new Inputs(config.preprocessing(), arithmetic);
      Trainer.prepare(net, arithmetic, config.training().compute());
      try (Optimizer optimizer = FusedOptimizer.create(config.training().optimizer(), net)) {
        Loss loss = Loss.of(config.training(), train);
        TrainingStep step = new TrainingStep(net, inputs, loss, GradientSync.NONE, optimizer);
        return sweep(step, train, range, progress, stop);
      }
    }
  }

  private LearningRateSweep sweep(
      TrainingStep step,
      ImageSource train,
      LearningRateRange range,
      IntConsumer progress,
      StopSignal stop) {
    StepChanges changes = new StepChanges(config);
    SweepRecorder recorder = new SweepRecorder(range.steps());
    for (int epoch = 0; true; epoch++) {
      for (Batch batch :
          Batches.forTraining(
              changes.of(train), config.training().batches(), seeds.order(), epoch)) {
        if (stop.requested()) {
          return recorder.ended(End.INTERRUPTED);
        }
        int number = recorder.count();
        double lr = range.at(number);
        StepResult result = step.run(batch, changes.at(number, FULL_SIZE), lr);
        Optional<End> end = recorder.record(lr, result.loss());
        progress.accept(recorder.count());
        if (end.isPresent()) {
          return recorder.ended(end.get());
        }
      }
    }
  }
}
