package dev.signet.cli.lab;

import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Names;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.KeysOption;
import dev.signet.cli.options.PictureOptions;
import dev.signet.cli.options.TextOrJsonOption;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.ResNetVariant;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.lab.degradation.DegradationAnswer;
import dev.signet.lab.degradation.DegradationConfig;
import dev.signet.lab.degradation.DegradationExperiment;
import dev.signet.lab.degradation.DegradationPage;
import dev.signet.lab.degradation.DegradationText;
import dev.signet.lab.degradation.DepthCurve;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.run.RunListener;
import dev.signet.training.EpochCompleted;
import dev.signet.training.TrainingWarning;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet degradation}: what depth does, with skips and without. */
@Command(
    name = "degradation",
    description = {
      "Shows that a deeper plain network trains worse, and a residual one does not.",
      "Trains networks of two depths, without skips and with them, in the same way on the same",
      "pictures, and writes their errors over the epochs as a picture and a page. Each is a run in",
      "a folder of its own; given again, the command goes on where it was stopped."
    })
public final class DegradationCommand extends CommandBase {
  private static final DataConfig DRAWN = new DataConfig.Synthetic(1200, 6, 7);

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = "Pictures to train on (default: 1200 of the built-in ones).")
  @Nullable String data;

  @Mixin KeysOption keys = new KeysOption();
  @Mixin PictureOptions pictureOptions = new PictureOptions();

  @Option(
      names = "--validation",
      paramLabel = "X",
      description = "Share of each class that is held out, above 0 and below 1 (default: 0.1).")
  double validation = 0.1;

  @Option(
      names = "--input",
      paramLabel = "3xHxW",
      description = "Size that pictures are resized to (default: 3x32x32).")
  String input = "3x32x32";

  @Option(
      names = "--networks",
      split = ",",
      paramLabel = "NAME",
      completionCandidates = Names.Architectures.class,
      description = "At least two (default: plain20,plain56,resnet20,resnet56).")
  List<ResNetVariant> networks = DegradationConfig.PAPERS;

  @Option(names = "--epochs", paramLabel = "N", description = "Of each network (default: 30).")
  int epochs = 30;

  @Option(names = "--batch-size", paramLabel = "N", description = "Pictures a step (default: 128).")
  int batchSize = 128;

  @Option(
      names = "--lr",
      paramLabel = "X",
      description = "Highest learning rate of SGD (default: 0.1).")
  double lr = 0.1;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of weights, order and augmentation (default: 0).")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where everything goes; what is complete there is kept (default: degradation).")
  Path out = Path.of("degradation");

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    DegradationConfig config = new DegradationConfig(networks, epochs, batchSize, lr, seed);
    DataConfig from = data == null ? DRAWN : pictureOptions.files(data).withKeys(keys.given());
    DataConfig source =
        new DataConfig.HeldOut(from, validation, Optional.empty(), Optional.empty());
    Optional<InputSize> size = Optional.of(InputSize.parse(input));
    ComputeDevice device = deviceOptions.apply();
    announce(from);
    DataParts parts = ConfiguredData.load(source, size, this::remark);
    DegradationExperiment experiment = new DegradationExperiment(out, config, source, parts);
    return untilStopped(
        "stopping after this step; the same command goes on later",
        stop -> {
          List<DepthCurve> curves = experiment.run(device, stop, Told::new);
          if (curves.size() == networks.size()) {
            answer(curves, describe(parts));
          }
          return 0;
        });
  }

  private String describe(DataParts parts) {
    return Text.of(
        "Each network took %d epochs of SGD (learning rate up to %s along half a cosine, momentum"
            + " 0.9, weight decay 1e-4) with batches of %d of %,d pictures of %s, %d x %d pixels,"
            + " mirrored and shifted by an eighth of the side at random (seed %d).",
        epochs,
        lr,
        batchSize,
        parts.train().size(),
        parts.train().name(),
        parts.train().pictureSize().height(),
        parts.train().pictureSize().width(),
        seed);
  }

  private void answer(List<DepthCurve> curves, String setup) {
    if (format.isJson()) {
      answer(DegradationAnswer.of(curves, setup));
    } else {
      for (DepthCurve curve : curves) {
        say(
            "%-10s training error %5.1f %%  held-out error %5.1f %%",
            curve.network().label(), curve.lastTrainError() * 100, curve.lastHeldOutError() * 100);
      }
      DegradationText.sentences(curves).forEach(sentence -> say("%s", sentence));
    }
    DegradationPage.write(out, curves, setup);
    if (!format.isJson()) {
      say("Page: %s", out.resolve("degradation.html"));
    }
  }

  /** Tells the person in front of it how far it is. */
  private final class Told implements RunListener {
    private final ResNetVariant network;

    Told(ResNetVariant network) {
      this.network = network;
    }

    @Override
    public void epochCompleted(EpochCompleted event) {
      note(
          Text.of(
              "network %d/%d %s  epoch %d/%d  training error %.1f %%%s  %.0f pictures/s",
              networks.indexOf(network) + 1,
              networks.size(),
              network.label(),
              event.epoch() + 1,
              epochs,
              (1 - event.trainAccuracy()) * 100,
              event
                  .record()
                  .validationAccuracy()
                  .map(it -> Text.of("  held-out error %.1f %%", (1 - it) * 100))
                  .orElse(""),
              event.picturesPerSecond()));
    }

    @Override
    public void warned(TrainingWarning event) {
      warn(event.message());
    }
  }
}
