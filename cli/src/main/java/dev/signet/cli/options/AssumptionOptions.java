package dev.signet.cli.options;

import dev.signet.artifact.Assumptions;
import dev.signet.artifact.OpenedModel;
import dev.signet.cli.console.CommandBase;
import dev.signet.config.Fit;
import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to assume of a trained model where its file does not say it. */
public final class AssumptionOptions {
  @Option(
      names = "--key",
      paramLabel = "NAME",
      description = {
        "Of weights without a manifest: which network, if the file holds several: a checkpoint's key,",
        "a prefix of names, or both with a dot (default: the only one)."
      })
  @Nullable String key;

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "NAME",
      description = "Of weights without a manifest: the classes, in order (default: 0,1,2,...).")
  @Nullable List<String> classes;

  @Option(
      names = "--input",
      paramLabel = "3xHxW",
      description = {
        "Of weights without a manifest: size of a picture (default: 3x64x64; with torchvision's names",
        "and 1000 classes 3x224x224)."
      })
  @Nullable String input;

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "R,G,B",
      description = {
        "Of weights without a manifest: subtracted from the channels (default: 0,0,0; with",
        "torchvision's names and 1000 classes ImageNet's)."
      })
  @Nullable List<Double> mean;

  @Option(
      names = "--std",
      split = ",",
      paramLabel = "R,G,B",
      description = {
        "Of weights without a manifest: divides the channels (default: 1,1,1; with torchvision's",
        "names and 1000 classes ImageNet's)."
      })
  @Nullable List<Double> std;

  @Option(
      names = "--fit",
      paramLabel = "squeeze|crop|pad",
      description = {
        "Of weights without a manifest: how pictures of another shape are brought to size (default:",
        "squeeze; with torchvision's names and 1000 classes crop)."
      })
  @Nullable Fit fit;

  /** Opens the model and tells what was inferred and assumed. */
  public OpenedModel open(Path path, CommandBase command) {
    OpenedModel opened = OpenedModel.open(path, toAssumptions());
    opened.remarks().forEach(remark -> command.note(path + ": " + remark));
    return opened;
  }

  /** The size that was asked for. */
  public Optional<InputSize> inputSize() {
    return Optional.ofNullable(input).map(InputSize::parse);
  }

  /** All of them. */
  public Assumptions toAssumptions() {
    Optional<Preprocessing> preprocessing =
        mean == null && std == null
            ? Optional.empty()
            : Optional.of(
                new Preprocessing(
                    mean == null ? Preprocessing.UNIT.mean() : mean,
                    std == null ? Preprocessing.UNIT.std() : std));
    return new Assumptions(
        Optional.ofNullable(key),
        Optional.ofNullable(classes),
        inputSize(),
        preprocessing,
        Optional.ofNullable(fit));
  }
}
