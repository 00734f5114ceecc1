package dev.signet.cli.predict;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.OpenedModel;
import dev.signet.artifact.RunConfigFile;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Terminal;
import dev.signet.cli.options.AssumptionOptions;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.EvaluatedPictures;
import dev.signet.cli.options.KeysOption;
import dev.signet.cli.options.PictureOptions;
import dev.signet.cli.options.TextOrJsonOption;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.PredictionConfig;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.MatchedClasses;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.explain.CamLayer;
import dev.signet.explain.Frame;
import dev.signet.explain.GradCam;
import dev.signet.explain.ShortcutProbe;
import dev.signet.explain.ShortcutReport;
import dev.signet.inference.Classifier;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.picture.ImageSize;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet probe}: does the border of the pictures give the class away? */
@Command(
    name = "probe",
    description = {
      "Looks for a shortcut: whether the border of the pictures gives the class away.",
      "Judges a model by pictures whose centre is hidden, counts the Grad-CAM heat on the border,",
      "and looks up the nearest training picture by border pixels alone."
    })
public final class ProbeCommand extends CommandBase {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A run's folder, its model file, or weights of PyTorch or safetensors.")
  Path model = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = {
        "Labelled pictures; the test part is judged, or else the only one (default: those that the",
        "run was trained with)."
      })
  @Nullable String data;

  @Mixin KeysOption keys = new KeysOption();

  @Option(
      names = "--border",
      paramLabel = "X",
      description =
          "Thickness of the border, share of the shorter side, 0.02 to 0.4 (default: 0.125).")
  double border = 0.125;

  @Option(
      names = "--pictures",
      paramLabel = "N",
      description = "Pictures to judge at most, spread evenly, 10 to 1000000 (default: 1000).")
  int pictures = 1000;

  @Option(
      names = "--layer",
      paramLabel = "conv2|conv3|conv4|conv5",
      description = "Whose output Grad-CAM looks at, as in signet summary (default: conv3).")
  CamLayer layer = GradCam.DEFAULT_LAYER;

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  @Mixin AssumptionOptions assumptions = new AssumptionOptions();
  @Mixin PictureOptions pictureOptions = new PictureOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    if (!(border >= 0.02 && border <= 0.4)) {
      throw new InvalidValueException("--border must be 0.02 to 0.4 but was " + border);
    }
    if (pictures < 10 || pictures > 1_000_000) {
      throw new InvalidValueException("--pictures must be 10 to 1000000 but was " + pictures);
    }
    deviceOptions.check();
    OpenedModel opened = assumptions.open(model, this);
    ModelFile file = opened.file();
    DataConfig config =
        (data == null ? runData() : pictureOptions.files(data).withKeys(keys.given()))
            .fittedBy(file.manifest().preprocessing().fit());
    announce(config);
    InputSize input = file.manifest().model().input();
    ImageSource judged =
        MatchedClasses.match(
            ConfiguredData.loadTest(config, Optional.of(input), this::remark),
            file.manifest().classes(),
            EvaluatedPictures.owner(opened.inferred()),
            this::remark);
    Optional<ImageSource> train = train(config, input);
    ComputeDevice device = deviceOptions.apply();
    try (Classifier classifier =
            Classifier.of(file, deviceOptions.apply(PredictionConfig.DEFAULT));
        GradCam gradCam = GradCam.of(file, device, layer)) {
      ImageSize size = new ImageSize(input.height(), input.width());
      int side = Math.min(input.height(), input.width());
      Frame frame = new Frame(size, Math.max(1, (int) Math.round(border * side)));
      ShortcutProbe probe = new ShortcutProbe(classifier, gradCam, frame, pictures);
      new ProbeAnswer(this, layer).print(judged.name(), run(probe, judged, train));
    }
    return 0;
  }

  private DataConfig runData() {
    return RunConfigFile.beside(model)
        .orElseThrow(
            () ->
                new SignetException(
                    "%s does not say which pictures to probe it with; name some (--data)"
                        .formatted(model)))
        .data();
  }

  /** The training part, where there is another part that is judged. */
  private static Optional<ImageSource> train(DataConfig config, InputSize input) {
    try {
      DataParts parts = ConfiguredData.load(config, Optional.of(input));
      return parts.test().map(test -> parts.train());
    } catch (SignetException e) {
      return Optional.empty(); // a place that holds only test pictures
    }
  }

  private static ShortcutReport run(
      ShortcutProbe probe, ImageSource judged, Optional<ImageSource> train) {
    return Terminal.behindBar(
        "Probing",
        probe.count(judged),
        " pictures",
        progress -> probe.run(judged, train, progress));
  }
}
