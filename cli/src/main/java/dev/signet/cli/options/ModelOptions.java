package dev.signet.cli.options;

import dev.signet.cli.console.Names;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
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

  /** The network that was asked for, or the article's. */
  public ResNetVariant arch() {
    return arch == null ? ResNetVariant.RESNET34 : arch;
  }

  /** The layout that was asked for, or the article's. */
  public Layout layout() {
    return layout == null ? Layout.ARTICLE : layout;
  }

  /** The network that fits these pictures and their classes. */
  public ModelConfig forPictures(ImageSource pictures) {
    return forPictures(pictures, arch(), layout());
  }

  /** The network of this kind that fits these pictures and their classes. */
  public static ModelConfig forPictures(
      ImageSource pictures, ResNetVariant variant, Layout layout) {
    return new ModelConfig(
        variant,
        layout,
        new InputSize(
            ImageSize.CHANNELS, pictures.pictureSize().height(), pictures.pictureSize().width()),
        pictures.classes().size());
  }
}
