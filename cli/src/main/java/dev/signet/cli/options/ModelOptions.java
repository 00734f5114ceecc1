package dev.signet.cli.options;

import dev.signet.cli.console.Names;
import dev.signet.config.Architecture;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.config.StemKind;
import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which network. */
public final class ModelOptions {
  @Option(
      names = "--arch",
      paramLabel = "NAME",
      completionCandidates = Names.Architectures.class,
      description = "Network: ${COMPLETION-CANDIDATES} (default: resnet34).")
  public @Nullable ResNetVariant arch;

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      completionCandidates = Names.Layouts.class,
      description = {"Parameter names and biases: ${COMPLETION-CANDIDATES} (default: article)."})
  public @Nullable Layout layout;

  @Option(
      names = "--stem",
      paramLabel = "NAME",
      completionCandidates = Names.Stems.class,
      description = {
        "What it begins with: ${COMPLETION-CANDIDATES}. 'small' is for pictures of about 32 x 32",
        "(default: imagenet; of resnet20 to resnet110 and plain20 to plain110 small)."
      })
  public @Nullable StemKind stem;

  /** The network that was asked for, or the article's. */
  public ResNetVariant arch() {
    return arch == null ? ResNetVariant.RESNET34 : arch;
  }

  /** The layout that was asked for, or the article's. */
  public Layout layout() {
    return layout == null ? Layout.ARTICLE : layout;
  }

  /** Both, with the stem that was asked for, or the usual one. */
  public Architecture architecture() {
    return new Architecture(arch(), layout(), stem == null ? arch().stem() : stem);
  }

  /** The networks that were asked for, where more than one may be meant. */
  public List<Architecture> candidates() {
    return Architecture.candidates(
        Optional.ofNullable(arch), Optional.ofNullable(layout), Optional.ofNullable(stem));
  }

  /** The network that fits these pictures and their classes. */
  public ModelConfig forPictures(ImageSource pictures) {
    return forPictures(pictures, architecture());
  }

  /** The network of this kind that fits these pictures and their classes. */
  public static ModelConfig forPictures(ImageSource pictures, Architecture architecture) {
    return new ModelConfig(
        architecture,
        new InputSize(
            ImageSize.CHANNELS, pictures.pictureSize().height(), pictures.pictureSize().width()),
        pictures.classes().size());
  }
}
