package dev.signet.training;

import dev.signet.InvalidValueException;
import dev.signet.SignetVersion;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Provenance;
import dev.signet.config.Fit;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.config.StoppingConfig;
import dev.signet.config.WatchedMetric;
import dev.signet.data.DataParts;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.model.TransferSource;
import dev.signet.model.Verification;
import dev.signet.runfolder.Checkpoint;
import dev.signet.runfolder.DataIdentity;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunIdentity;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * The training of a run, from pictures to a model file and parameters in its folder. Not safe for
 * use by several threads.
 */
public final class TrainingRun {
  private final RunConfig config;
  private final DataParts data;
  private final RunFolder folder;
  private final ComputeDevice device;
  private final Optional<Checkpoint> start;

  /**
   * A training that has not begun.
   *
   * @param config what to do
   * @param data the pictures
   * @param folder where everything goes
   * @param device where the network is
   * @param start where it goes on; empty if from its beginning
   * @throws InvalidValueException if epochs are to be compared by a part that there is not, the
   *     model would bring pictures to size in another way than these were, or class weights are not
   *     of the pictures' classes
   */
  public TrainingRun(
      RunConfig config,
      DataParts data,
      RunFolder folder,
      ComputeDevice device,
      Optional<Checkpoint> start) {
    requireMetric(config.reliability().stopping(), data);
    requireFit(config, data.train());
    Loss.of(config.training(), data.train());
    this.config = config;
    this.data = data;
    this.folder = folder;
    this.device = device;
    this.start = start;
  }

  private static void requireFit(RunConfig config, ImageSource train) {
    Fit answers = config.preprocessing().fit();
    if (train.fit() != answers) {
      throw new InvalidValueException(
          ("%s was brought to size by fit %s, but the preprocessing of the model says %s; both must"
                  + " be the same (RunConfig.fittedBy)")
              .formatted(train.name(), train.fit().label(), answers.label()));
    }
  }

  private static void requireMetric(StoppingConfig stopping, DataParts data) {
    boolean validation = data.validation().isPresent();
    WatchedMetric metric = stopping.metricFor(validation);
    if (metric.isOfValidation() && !validation) {
      throw new InvalidValueException(
          ("epochs cannot be compared by %s (--best-by): the data has no validation part, and what"
                  + " is chosen by the test part is no longer judged by it; set one apart, or use"
                  + " train-loss")
              .formatted(metric.label()));
    }
  }

  /**
   * Trains and saves.
   *
   * @param listeners who watches
   * @param stop decides over an early end, beside the configuration
   * @throws DivergedException if the loss becomes NaN or infinite; the parameters of the last epoch
   *     that ended well are saved, if there is one
   * @throws dev.signet.SignetException if it is to go on with other pictures than it began with
   */
  public TrainingFinished execute(List<TrainingListener> listeners, StoppingRule stop) {
    RunIdentity run = identity();
    start.ifPresent(checkpoint -> run.data().requireSame(checkpoint.manifest().run().data()));
    folder.writeConfig(config);
    MemoryForecast.require(config, device);
    try (ResNet net = ResNet.create(config.model(), new Seeds(config.seed()).weights())) {
      if (start.isEmpty()) {
        initialize(net, config, device);
      } else { // the checkpoint brings the weights
        net.moveTo(device);
      }
      TrainingFinished finished = fit(net, listeners, control(run, net, listeners, stop));
      save(net, finished.epochs());
      return finished;
    }
  }

  private TrainingFinished fit(
      ResNet net, List<TrainingListener> listeners, TrainingControl control) {
    try {
      return new Trainer(config, device, listeners).fit(net, data.train(), data.watched(), control);
    } catch (DivergedException e) {
      if (e.goodEpochs() > 0) { // else the network is as new as it was: nothing to keep
        save(net, e.goodEpochs());
      }
      throw e;
    } catch (OutOfMemoryError | RuntimeException e) {
      throw MemoryShortage.explain(e, config);
    }
  }

  private RunIdentity identity() {
    return new RunIdentity(config, DataIdentity.of(data), environment(config, device));
  }

  /** What computes, as far as it changes the last bits. */
  public static RunIdentity.Environment environment(RunConfig config, ComputeDevice device) {
    return new RunIdentity.Environment(
        SignetVersion.current(),
        Libtorch.version(),
        config.threads().orElseGet(Libtorch::threads),
        Arithmetic.of(config.training().compute(), device).precision().label());
  }

  /** With an eye on native memory, if growth is bounded. */
  private StoppingRule watched(StoppingRule stop) {
    double most = config.reliability().maxNativeGrowth();
    return most == 0
        ? stop
        : StoppingRule.firstOf(List.of(stop, new MemoryWatch(most, config.training()::scale)));
  }

  private TrainingControl control(
      RunIdentity run, ResNet net, List<TrainingListener> listeners, StoppingRule stop) {
    boolean validation = data.validation().isPresent();
    TrainingControl control = TrainingControl.of(config, validation, watched(stop));
    if (!config.reliability().checkpoints().isOn()) {
      return control.from(start);
    }
    CheckpointWriter writer =
        new CheckpointWriter(
            run,
            folder.checkpoints(),
            ModelState.byteCount(net),
            this::modelFile,
            problem -> listeners.forEach(l -> l.warned(new TrainingWarning(problem))));
    return control.with(EarlyStopping.of(config, validation), writer).from(start);
  }

  /** Gives a fresh network what a training begins with, on the device that it is trained on. */
  static void initialize(ResNet net, RunConfig config, ComputeDevice device) {
    if (config.training().zeroInitResidual()) {
      net.zeroInitResidual();
    }
    config
        .transfer()
        .ifPresent(
            transfer ->
                TransferSource.of(transfer, config.model().architecture())
                    .weights()
                    .into(net, transfer.keepHead()));
    net.moveTo(device);
  }

  private void save(ResNet net, int epochs) {
    try (PointerScope scope = new PointerScope()) {
      StateDict state = ModelState.view(net);
      Verification.claim(modelFile(state, epochs)).write(folder.model());
      TorchFile.write(state, folder.parameters(config.model().variant()));
    }
  }

  private ModelFile modelFile(StateDict state, int epochs) {
    ImageSource train = data.train();
    Provenance provenance =
        new Provenance(
            config.recipe(),
            config.seed(),
            epochs,
            train.name(),
            train.size(),
            Fingerprint.of(train),
            Map.of());
    return new ModelFile(
        Manifest.of(config.model(), config.preprocessing(), train.classes(), provenance), state);
  }
}
