package dev.signet.training;

import dev.signet.config.ComputeConfig;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.config.TrainingConfig;
import dev.signet.data.Batch;
import dev.signet.data.Batches;
import dev.signet.data.ImageDataset;
import dev.signet.data.Prefetch;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.model.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The training loop: for each epoch, for each batch, one step; then evaluate and tell the
 * listeners. One trainer trains one network at a time, on the thread that calls it.
 */
public final class Trainer {
  private final RunConfig config;
  private final Seeds seeds;
  private final Inputs inputs;
  private final Evaluator evaluator;
  private final List<TrainingListener> listeners;

  /**
   * A trainer.
   *
   * @param config what to do
   * @param device where the network is
   * @param listeners who watches
   */
  public Trainer(RunConfig config, ComputeDevice device, List<TrainingListener> listeners) {
    this.config = config;
    this.seeds = new Seeds(config.seed());
    this.inputs =
        new Inputs(config.preprocessing(), Arithmetic.of(config.training().compute(), device));
    this.evaluator = new Evaluator(inputs, config.training().batches().size());
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Trains the network until its last epoch, or until it is asked to stop.
   *
   * @param net its parameters are changed in place; it is left in training mode
   * @param train what it learns from
   * @param validation what it is watched by after every epoch
   * @param stop asks for an early end, after the step that is under way
   * @throws DivergedException if the loss or a parameter becomes NaN or infinite; the network then
   *     holds the parameters of the last epoch that ended well
   */
  public TrainingFinished fit(
      ResNet net, ImageDataset train, Optional<ImageDataset> validation, StopSignal stop) {
    TrainingConfig training = config.training();
    Augmenter augmenter = new Augmenter(training.augmentation(), seeds.augmentation());
    int stepsPerEpoch = batches(train, 0).count();
    Progress progress = new Progress((long) stepsPerEpoch * training.epochs());
    prepare(net, inputs.arithmetic(), training.compute());
    try (Optimizer optimizer = FusedOptimizer.create(training.optimizer(), net);
        Snapshot lastGood = Snapshot.of(net)) {
      TrainingStep step =
          new TrainingStep(net, optimizer, inputs, training.labelSmoothing(), PhaseClock.NONE);
      tell(TrainingListener::started, new TrainingStarted(config, train.size(), stepsPerEpoch));
      while (progress.epoch() < training.epochs() && !stop.requested()) {
        double scale = training.scale(progress.epoch());
        try (Prefetch batches = Prefetch.of(batches(train, progress.epoch()))) {
          for (Batch batch : batches) {
            long number = progress.step();
            double lr = training.lr(number, progress.totalSteps());
            StepResult result = step.run(batch, x -> augmenter.apply(x, number, scale), lr);
            if (!Double.isFinite(result.loss())) {
              lastGood.restore();
              throw DivergedException.ofLoss(result.loss(), progress, lr);
            }
            tell(TrainingListener::stepCompleted, progress.stepCompleted(lr, result));
            if (stop.requested()) {
              requireFinite(net, lastGood, progress);
              return finish(progress, true);
            }
          }
        }
        requireFinite(net, lastGood, progress);
        lastGood.update();
        tell(
            TrainingListener::epochCompleted,
            progress.epochCompleted(() -> validation.map(part -> evaluator.evaluate(net, part))));
      }
    }
    return finish(progress, progress.epoch() < training.epochs());
  }

  private Batches batches(ImageDataset train, int epoch) {
    return Batches.forTraining(train, config.training().batches(), seeds.order(), epoch);
  }

  /** Brings a network into the form in which it is trained. */
  static void prepare(ResNet net, Arithmetic arithmetic, ComputeConfig compute) {
    net.arrange(arithmetic);
    net.trainNormedBiases(compute.trainNormedBiases());
    net.module().train(true);
  }

  /** A step's loss is from before its update: what the last update did shows only here. */
  private static void requireFinite(ResNet net, Snapshot lastGood, Progress progress) {
    if (!ModelState.isFinite(net)) {
      lastGood.restore();
      throw DivergedException.ofParameters(progress);
    }
  }

  private TrainingFinished finish(Progress progress, boolean interrupted) {
    TrainingFinished finished = progress.finished(interrupted);
    tell(TrainingListener::finished, finished);
    return finished;
  }

  private <E> void tell(BiConsumer<TrainingListener, E> callback, E event) {
    listeners.forEach(listener -> callback.accept(listener, event));
  }
}
