package dev.signet.cli;

import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.data.ImageDataset;
import picocli.CommandLine.Option;

/** Which network. */
final class ModelOptions {
  @Option(
      names = "--arch",
      defaultValue = "resnet34",
      paramLabel = "NAME",
      completionCandidates = Names.Architectures.class,
      description = "Network: ${COMPLETION-CANDIDATES} (default: resnet34).")
  ResNetVariant arch = ResNetVariant.RESNET34;

  @Option(
      names = "--layout",
      defaultValue = "article",
      paramLabel = "NAME",
      completionCandidates = Names.Layouts.class,
      description = {"Parameter names and biases: ${COMPLETION-CANDIDATES} (default: article)."})
  Layout layout = Layout.ARTICLE;

  /** The network that fits these pictures and their classes. */
  ModelConfig forPictures(ImageDataset pictures) {
    return new ModelConfig(
        arch,
        layout,
        new InputSize(ImageDataset.CHANNELS, pictures.height(), pictures.width()),
        pictures.classes().size());
  }
}
