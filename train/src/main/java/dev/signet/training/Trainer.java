package dev.signet.training;

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
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
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
  private final Evaluator evaluator;
  private final Augmenter augmenter;
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
    this.training = config.training();
    this.seeds = new Seeds(config.seed());
    this.inputs = new Inputs(config.preprocessing(), Arithmetic.of(training.compute(), device));
    this.evaluator = new Evaluator(inputs, training.batches().size());
    this.augmenter = new Augmenter(training.augmentation(), seeds.augmentation());
    this.listeners = List.copyOf(listeners);
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
    return fit(
        net,
        train,
        validation,
        TrainingControl.of(config.reliability().stopping(), validation.isPresent(), stop));
  }

  /** As above, with all that may decide over its end, its checkpoints and its beginning. */
  TrainingFinished fit(
      ResNet net, ImageSource train, Optional<ImageSource> validation, TrainingControl control) {
    int stepsPerEpoch = batches(train, 0).count();
    prepare(net, inputs.arithmetic(), config);
    Runnable pass =
        new StatisticsPass(net, train, inputs, training.batches().size(), seeds.order());
    try (KeptWeights kept = KeptWeights.of(training.ema(), net, pass);
        TrainingState state =
            new TrainingState(config, net, kept, control.bestBy(), stepsPerEpoch)) {
      control.from().ifPresent(state::resume);
      Progress progress = state.progress();
      tell(
          TrainingListener::started,
          new TrainingStarted(
              config, train.size(), stepsPerEpoch, progress.step(), progress.history()));
      NativeMemory.trim();
      Optional<StopReason> end = control.stopping().afterStep();
      while (end.isEmpty() && !progress.isComplete()) {
        end = takeSteps(state, train, control);
        state.lastGood().requireFinite();
        if (end.isEmpty()) {
          end = completeEpoch(state, validation, control);
        }
      }
      return finish(state, control, end);
    } finally {
      net.dropGradients();
    }
  }

  /** The steps of an epoch, or what is left of them. */
  private Optional<StopReason> takeSteps(
      TrainingState state, ImageSource train, TrainingControl control) {
    Progress progress = state.progress();
    TrainingStep step =
        new TrainingStep(
            state.net(), state.optimizer(), inputs, training.labelSmoothing(), PhaseClock.NONE);
    double scale = training.scale(progress.epoch());
    Batches rest = batches(train, progress.epoch()).after(progress.batch());
    try (Prefetch batches = Prefetch.of(rest)) {
      for (Batch batch : batches) {
        long number = progress.step();
        double lr = training.lr(number, progress.totalSteps());
        StepResult result =
            state
                .nonFinite()
                .guard(() -> step.run(batch, x -> augmenter.apply(x, number, scale), lr));
        account(state, result, lr);
        Optional<StopReason> end = control.stopping().afterStep();
        if (end.isPresent()) {
          return end;
        }
        control.checkpoints().afterStep(state);
      }
    }
    return Optional.empty();
  }

  private void account(TrainingState state, StepResult result, double lr) {
    Progress progress = state.progress();
    if (Double.isFinite(result.loss())) {
      state.kept().stepTaken();
      tell(TrainingListener::stepCompleted, progress.stepCompleted(lr, result));
    } else if (state.nonFinite().toleratesAfter(progress.nonFiniteInARow())) {
      tell(TrainingListener::stepSkipped, progress.stepSkipped(result));
    } else {
      throw state.lastGood().restoreAfter(result.loss(), lr);
    }
  }

  private Optional<StopReason> completeEpoch(
      TrainingState state, Optional<ImageSource> validation, TrainingControl control) {
    ResNet net = state.net();
    EpochCompleted epoch =
        state.completeEpoch(() -> validation.map(part -> evaluator.answers(net, part)));
    tell(TrainingListener::epochCompleted, epoch);
    control.checkpoints().afterEpoch(state);
    return control
        .stopping()
        .afterEpoch(state.progress().history())
        .or(() -> control.stopping().afterStep());
  }

  private TrainingFinished finish(
      TrainingState state, TrainingControl control, Optional<StopReason> end) {
    Progress progress = state.progress();
    StopReason reason =
        progress.isComplete() ? StopReason.COMPLETED : end.orElse(StopReason.COMPLETED);
    control.checkpoints().atEnd(state);
    if (control.restoreBest() && !reason.isInterruption()) {
      state.restoreBest();
    } else {
      state.kept().intoNetwork();
    }
    TrainingFinished finished = progress.finished(reason);
    tell(TrainingListener::finished, finished);
    return finished;
  }

  private Batches batches(ImageSource train, int epoch) {
    return Batches.forTraining(train, training.batches(), seeds.order(), epoch);
  }

  /** Brings a network into the form in which it is trained, with what a run freezes. */
  static void prepare(ResNet net, Arithmetic arithmetic, RunConfig config) {
    config.transfer().ifPresent(transfer -> net.freeze(transfer.freeze()));
    prepare(net, arithmetic, config.training().compute());
  }

  /** Brings a network into the form in which it is trained. */
  public static void prepare(ResNet net, Arithmetic arithmetic, ComputeConfig compute) {
    net.arrange(arithmetic);
    net.trainNormedBiases(compute.trainNormedBiases());
    net.train(true);
  }

  private <E> void tell(BiConsumer<TrainingListener, E> callback, E event) {
    listeners.forEach(listener -> callback.accept(listener, event));
  }
}
