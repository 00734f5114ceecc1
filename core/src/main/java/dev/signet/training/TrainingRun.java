package dev.signet.training;

import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Provenance;
import dev.signet.artifact.RunFolder;
import dev.signet.config.ConfigJson;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.data.DataParts;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageDataset;
import dev.signet.files.AtomicFile;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Evaluation;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One training from pictures to a folder that holds all that it left: configuration, model file and
 * parameters. Not safe for use by several threads.
 */
public final class TrainingRun {
  private static final int EVALUATION_BATCH = 64;

  private final RunConfig config;
  private final DataParts data;
  private final RunFolder folder;
  private final ComputeDevice device;

  /**
   * A run that has not begun.
   *
   * @param config what to do
   * @param data the pictures
   * @param folder where everything goes
   * @param device where the network is
   */
  public TrainingRun(RunConfig config, DataParts data, RunFolder folder, ComputeDevice device) {
    this.config = config;
    this.data = data;
    this.folder = folder;
    this.device = device;
  }

  /**
   * Trains, saves and judges. When it is asked to stop, what there is is saved and not judged.
   *
   * @param listeners who watches
   * @param stop asks for an early end
   * @throws DivergedException if the loss becomes NaN or infinite; the parameters of the last epoch
   *     that ended well are saved, if there is one
   */
  public RunResult execute(List<TrainingListener> listeners, StopSignal stop) {
    AtomicFile.write(
        folder.config(),
        out -> out.write(ConfigJson.write(config).getBytes(StandardCharsets.UTF_8)));
    try (ResNet net = ResNet.create(config.model(), new Seeds(config.seed()).weights())) {
      initialize(net, config, device);
      TrainingFinished finished;
      try {
        finished =
            new Trainer(config, device, listeners).fit(net, data.train(), data.watched(), stop);
      } catch (DivergedException e) {
        if (e.goodEpochs() > 0) { // else the network is as new as it was: nothing to keep
          save(net, e.goodEpochs(), Map.of());
        }
        throw e;
      }
      if (finished.interrupted()) {
        save(net, finished.epochs(), Map.of());
        return new RunResult(finished, Optional.empty(), Optional.empty());
      }
      Evaluation train = evaluate(net, data.train());
      Optional<Evaluation> test = data.test().map(part -> evaluate(net, part));
      Map<String, Double> metrics = new TreeMap<>();
      metrics.put("train_accuracy", train.accuracy());
      test.ifPresent(evaluation -> metrics.put("test_accuracy", evaluation.accuracy()));
      save(net, finished.epochs(), metrics);
      return new RunResult(finished, Optional.of(train), test);
    }
  }

  /** Gives a fresh network what a training begins with, on the device that it is trained on. */
  static void initialize(ResNet net, RunConfig config, ComputeDevice device) {
    if (config.training().zeroInitResidual()) {
      net.zeroInitResidual();
    }
    net.moveTo(device);
  }

  private Evaluation evaluate(ResNet net, ImageDataset part) {
    Inputs inputs = new Inputs(config.preprocessing(), Arithmetic.plain(device));
    return new Evaluator(inputs, EVALUATION_BATCH).evaluate(net, part);
  }

  private void save(ResNet net, int epochs, Map<String, Double> metrics) {
    ImageDataset train = data.train();
    Provenance provenance =
        new Provenance(
            config.recipe(),
            config.seed(),
            epochs,
            train.name(),
            train.size(),
            Fingerprint.of(train),
            metrics);
    StateDict state = ModelState.of(net);
    Manifest manifest =
        Manifest.of(config.model(), config.preprocessing(), train.classes(), provenance);
    new ModelFile(manifest, state).withClaims().write(folder.model());
    TorchFile.write(state, folder.parameters(config.model().variant()));
  }
}
