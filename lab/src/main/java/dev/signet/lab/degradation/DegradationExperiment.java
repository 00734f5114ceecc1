package dev.signet.lab.degradation;

import dev.signet.SignetException;
import dev.signet.config.Architecture;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ReliabilityConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.picture.ImageSize;
import dev.signet.report.History;
import dev.signet.run.AuditedData;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunResult;
import dev.signet.run.RunSpec;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.StoppingRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Trains networks of several depths, with skips and without, one after the other, each as a run in
 * a folder of its own. What is complete is not trained again, and what was stopped goes on, so the
 * experiment can be stopped at any time. He et al. (2015), section 4.2 and figure 6.
 */
public final class DegradationExperiment {
  private final Path folder;
  private final DegradationConfig config;
  private final DataConfig source;
  private final AuditedData data;

  /**
   * An experiment with pictures of which some are held out for validation.
   *
   * @param folder of all runs
   * @param source where the pictures come from, for the runs' own record
   */
  public DegradationExperiment(
      Path folder, DegradationConfig config, DataConfig source, DataParts data) {
    this.folder = folder;
    this.config = config;
    this.source = source;
    this.data = new AuditedData(data, false);
  }

  /**
   * Trains what is not trained yet.
   *
   * @param stop may end it early
   * @param listener watches the run of each network
   * @return a curve for each network; fewer if it was stopped
   * @throws SignetException if a network of the folder was trained otherwise
   */
  public List<DepthCurve> run(
      ComputeDevice device, StoppingRule stop, Function<ResNetVariant, RunListener> listener) {
    List<DepthCurve> curves = new ArrayList<>();
    for (ResNetVariant network : config.networks()) {
      RunFolder run = new RunFolder(folder.resolve(network.label()));
      requireSame(run, network);
      if (!Files.isRegularFile(run.model())) {
        RunListener watching = listener.apply(network);
        RunResult result =
            Files.isRegularFile(run.config())
                ? Run.resume(run.path(), stop, watching)
                : Run.train(new RunSpec(run.path(), run(network), data, device, stop), watching);
        if (result.finished().interrupted()) {
          return curves;
        }
      }
      curves.add(DepthCurve.of(network, History.read(run.history())));
    }
    return curves;
  }

  private void requireSame(RunFolder run, ResNetVariant network) {
    if (Files.isRegularFile(run.config())) {
      RunConfig saved = run.readConfig();
      if (!saved.withThreads(1).equals(run(network).withThreads(1))) {
        throw new SignetException(
            "%s was trained with other pictures or options; choose another folder (--out)"
                .formatted(run.path()));
      }
    }
  }

  private RunConfig run(ResNetVariant network) {
    ImageSize size = data.parts().train().pictureSize();
    return new RunConfig(
        "degradation",
        config.seed(),
        source,
        new ModelConfig(
            new Architecture(network, Layout.TORCHVISION),
            new InputSize(ImageSize.CHANNELS, size.height(), size.width()),
            data.parts().train().classes().size()),
        Preprocessing.UNIT,
        config.training(),
        ReliabilityConfig.DEFAULT,
        Optional.empty(),
        Optional.empty());
  }
}
