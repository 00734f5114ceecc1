package dev.signet.training;

import dev.signet.config.BatchConfig;
import dev.signet.config.ComputeConfig;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.config.TrainingConfig;
import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.data.Prefetch;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.NativeMemory;
import dev.signet.metrics.LabelledLogits;
import dev.signet.model.Freeze;
import dev.signet.model.Inputs;
import dev.signet.model.NormStatistics;
import dev.signet.model.ResNet;
import dev.signet.model.WeightLayout;
import dev.signet.picture.Batch;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The training loop: for each epoch, for each batch, one step; then evaluate and tell the
 * listeners. One trainer trains one network at a time, on the thread that calls it.
 */
public final class Trainer {
  private final RunConfig config;
  private final TrainingConfig training;
  private final Seeds seeds;
  private final Inputs inputs;
  private final StepChanges changes;
  private final List<TrainingListener> listeners;
  private final GradientSync sync;

  /**
   * A trainer.
   *
   * @param config what to do
   * @param device where the network is
   * @param listeners who watches
   */
  public Trainer(RunConfig config, ComputeDevice device, List<TrainingListener> listeners) {
    this(config, device, listeners, GradientSync.NONE);
  }

  /**
   * A trainer that takes every step together with others.
   *
   * @param config what to do, the same for all of them
   * @param device where the network is
   * @param listeners who watches
   * @param sync with the others
   */
  public Trainer(
      RunConfig config, ComputeDevice device, List<TrainingListener> listeners, GradientSync sync) {
    this.config = config;
    this.training = config.training();
    this.seeds = new Seeds(config.seed());
    this.inputs = new Inputs(config.preprocessing(), Arithmetic.of(training.compute(), device));
    this.changes = new StepChanges(config, sync.worker());
    this.listeners = List.copyOf(listeners);
    this.sync = sync;
  }

  /**
   * Trains the network until its last epoch, or until it is asked to stop; nothing is written.
   *
   * @param net its parameters are changed in place; it is left in training mode, with the average
   *     of its weights if the configuration asks for one
   * @param train what it learns from
   * @param validation what it is watched by after every epoch
   * @param stop asks for an early end, after the step that is under way
   * @throws DivergedException if the loss or a parameter becomes NaN or infinite; the network then
   *     holds the parameters of the last epoch that ended well
   */
  public TrainingFinished fit(
      ResNet net, ImageSource train, Optional<ImageSource> validation, StopSignal stop) {
    return fit(net, train, validation, TrainingControl.of(config, validation.isPresent(), stop));
  }

  /** As above, with all that may decide over its end, its checkpoints and its beginning. */
  TrainingFinished fit(
      ResNet net, ImageSource train, Optional<ImageSource> validation, TrainingControl control) {
    prepare(net, inputs.arithmetic(), config);
    sync.begin(net);
    try (WeightKeeper kept = keeper(net, train, control);
        TrainingState state = new TrainingState(config, net, kept, batches(train, 0).count())) {
      TrainingStep step = begin(state, train, control);
      Progress progress = state.progress();
      Optional<StopReason> end = control.stopping().afterStep();
      for (int epoch = progress.epoch(); epoch < training.epochs() && end.isEmpty(); epoch++) {
        double scale = training.scale(epoch);
        try (Prefetch batches = Prefetch.of(batches(train, epoch).after(progress.batch()))) {
          for (Batch batch : batches) {
            long number = progress.step();
            double lr = training.lr(number, progress.totalSteps());
            StepChange change = changes.at(number, scale);
            StepResult result = state.nonFinite().guard(() -> step.run(batch, change, lr));
            account(state, result, lr);
            end = control.stopping().afterStep();
            if (end.isPresent()) {
              break;
            }
            control.checkpoints().afterStep(state);
          }
        }
        kept.requireFinite(progress);
        if (end.isEmpty()) {
          EpochCompleted completed =
              state.completeEpoch(scale, () -> validation.map(part -> watch(net, part, scale)));
          tell(TrainingListener::epochCompleted, completed);
          control.checkpoints().afterEpoch(state);
          end =
              sync.together(
                  control
                      .stopping()
                      .afterEpoch(progress.history())
                      .or(control.stopping()::afterStep));
        }
      }
      return finish(state, control, end);
    } finally {
      net.dropGradients();
    }
  }

  private WeightKeeper keeper(ResNet net, ImageSource train, TrainingControl control) {
    BatchConfig given = training.batches();
    BatchConfig shuffled = new BatchConfig(given.size(), true, false, given.sampling());
    NormStatistics statistics =
        new NormStatistics(Batches.forTraining(train, shuffled, seeds.order(), 0), inputs);
    return new WeightKeeper(net, training.ema(), statistics, control.bestBy());
  }

  /** Goes to where the training begins. */
  private TrainingStep begin(TrainingState state, ImageSource train, TrainingControl control) {
    control.from().ifPresent(state::resume);
    Progress progress = state.progress();
    tell(
        TrainingListener::started,
        new TrainingStarted(
            config, train.size(), progress.stepsPerEpoch(), progress.step(), progress.history()));
    NativeMemory.trim();
    Loss loss = Loss.of(training, train);
    return new TrainingStep(state.net(), inputs, loss, sync, state.optimizer());
  }

  private void account(TrainingState state, StepResult result, double lr) {
    Progress progress = state.progress();
    if (result.isFinite()) {
      state.kept().stepTaken();
      tell(TrainingListener::stepCompleted, progress.stepCompleted(lr, result));
    } else if (state.nonFinite().toleratesAfter(progress.nonFiniteInARow())) {
      tell(TrainingListener::stepSkipped, progress.stepSkipped(result));
    } else {
      throw state.kept().diverged(result.loss(), lr, progress);
    }
  }

  private TrainingFinished finish(
      TrainingState state, TrainingControl control, Optional<StopReason> end) {
    Progress progress = state.progress();
    StopReason reason =
        progress.isComplete() ? StopReason.COMPLETED : end.orElse(StopReason.COMPLETED);
    control.checkpoints().atEnd(state);
    state.kept().intoNetwork(control.restoreBest() && !reason.isInterruption());
    TrainingFinished finished = progress.finished(reason);
    tell(TrainingListener::finished, finished);
    return finished;
  }

  /** By pictures as small as those that the epoch was trained on: others look strange to it. */
  private LabelledLogits watch(ResNet net, ImageSource part, double scale) {
    return new Evaluator(inputs.at(scale), training.batches().size()).answers(net, part);
  }

  private Batches batches(ImageSource train, int epoch) {
    ImageSource pictures = changes.of(train.inEpoch(epoch));
    return Batches.forTraining(pictures, training.batches(), seeds.order(), epoch);
  }

  /** Brings a network into the form in which it is trained, with what a run freezes. */
  static void prepare(ResNet net, Arithmetic arithmetic, RunConfig config) {
    prepare(net, arithmetic, config.training().compute());
    config.transfer().ifPresent(transfer -> Freeze.parts(net, transfer.freeze()));
    net.train(true);
  }

  /** Brings a network into the form in which it is trained. */
  public static void prepare(ResNet net, Arithmetic arithmetic, ComputeConfig compute) {
    WeightLayout.arrange(net, arithmetic);
    Freeze.normedBiases(net, compute.trainNormedBiases());
    net.train(true);
  }

  private <E> void tell(BiConsumer<TrainingListener, E> callback, E event) {
    listeners.forEach(listener -> callback.accept(listener, event));
  }
}
