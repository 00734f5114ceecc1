package dev.signet.cli.options;

import dev.signet.SignetException;
import dev.signet.artifact.OpenedModel;
import dev.signet.artifact.RunConfigFile;
import dev.signet.audit.Duplicates;
import dev.signet.cli.console.CommandBase;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Labels;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.MatchedClasses;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.metrics.Leak;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which labelled pictures a model is judged by. */
public final class EvaluatedPictures {
  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = "Pictures (default: those that the run was trained with).")
  public @Nullable String data;

  @Mixin KeysOption keys = new KeysOption();

  @Mixin LabelsOptions labels = new LabelsOptions();

  @Option(
      names = "--part",
      paramLabel = "train|validation|test",
      description = "Which part of the pictures (default: test if there is one).")
  @Nullable PartName part;

  @Mixin PictureOptions pictures = new PictureOptions();

  /** The parts of a data set. */
  public enum PartName {
    TRAIN,
    VALIDATION,
    TEST
  }

  /**
   * The pictures in the model's size, brought to it as the model says.
   *
   * @param model what the user called the model
   */
  public ImageSource load(
      CommandBase command, Path model, OpenedModel opened, Optional<InputSize> size) {
    DataConfig config =
        config(command, model, opened).fittedBy(opened.file().manifest().preprocessing().fit());
    command.announce(config);
    ImageSource pictures =
        part == null
            ? ConfiguredData.loadTest(config, size, command::remark)
            : choose(ConfiguredData.load(config, size, command::remark), part);
    return MatchedClasses.match(
        pictures, opened.file().manifest().classes(), owner(opened.inferred()), command::remark);
  }

  /**
   * The parts of the run that a model lies in, if it lies in one whose pictures are still there.
   */
  public static Optional<DataParts> partsOfRun(Path model, Optional<InputSize> size) {
    try {
      return RunConfigFile.beside(model).map(run -> ConfiguredData.load(run.data(), size));
    } catch (SignetException e) {
      return Optional.empty(); // moved or deleted: what depends on them is left out
    }
  }

  /** For each picture, whether the training part of the model's run holds it, too. */
  public static List<Leak> leaks(ImageSource pictures, Path model, Optional<InputSize> size) {
    return partsOfRun(model, size)
        .map(DataParts::train)
        .filter(train -> train.classes().equals(pictures.classes()))
        .map(train -> Duplicates.leaks(pictures, train))
        .orElse(Leak.noneOf(pictures.size()));
  }

  private DataConfig config(CommandBase command, Path model, OpenedModel opened) {
    if (data != null) {
      return pictures.files(data).withKeys(keys.given()).withLabels(labels.given());
    }
    Optional<RunConfig> run = opened.inferred() ? opened.run() : RunConfigFile.beside(model);
    if (run.isPresent()) {
      return run.get().data();
    }
    if (opened.inferred() && opened.file().manifest().classes().equals(SyntheticSigns.CLASSES)) {
      command.note("Judged by the built-in SYNTHETIC pictures; --data names yours.");
      return DataConfig.Synthetic.DEFAULT;
    }
    throw new SignetException(
        "%s does not say which pictures to judge it by; name some (--data)".formatted(model));
  }

  private static ImageSource choose(DataParts parts, PartName wanted) {
    Optional<ImageSource> chosen =
        switch (wanted) {
          case TRAIN -> Optional.of(parts.train());
          case VALIDATION -> parts.validation();
          case TEST -> parts.test();
        };
    return chosen.orElseThrow(
        () ->
            new SignetException(
                "%s has no %s part (--part)".formatted(parts.train().name(), Labels.of(wanted))));
  }

  /** What a model is called in messages on classes. */
  public static String owner(boolean inferred) {
    return inferred ? "the model (--classes names its own)" : "the model";
  }
}
