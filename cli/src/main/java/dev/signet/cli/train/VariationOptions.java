package dev.signet.cli.train;

import dev.signet.config.AugmentationConfig;
import dev.signet.config.MixingConfig;
import dev.signet.config.TrainingConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What keeps a network from learning the pictures by heart; what is not given is the recipe's. */
final class VariationOptions {
  @Option(
      names = "--label-smoothing",
      paramLabel = "X",
      description = "Share of each label spread over all classes (fast, classic: 0).")
  @Nullable Double labelSmoothing;

  @Option(
      names = "--zero-init-residual",
      negatable = true,
      description = "Begin with every block as its skip alone (fast: yes, classic: no).")
  @Nullable Boolean zeroInitResidual;

  @Option(
      names = "--flip",
      negatable = true,
      description = "Mirror half of the pictures left to right (fast: yes, classic: no).")
  @Nullable Boolean flip;

  @Option(
      names = "--shift",
      paramLabel = "X",
      description =
          "Largest random shift, as a share of the side, 0 to 0.5 (fast: 0.05, classic: 0).")
  @Nullable Double shift;

  @Option(
      names = "--rotation",
      paramLabel = "DEGREES",
      description = "Largest random rotation, 0 to 180 (fast: 4, classic: 0).")
  @Nullable Double rotation;

  @Option(
      names = "--scale",
      paramLabel = "X",
      description = "Largest random change of size, as a share (fast: 0.04, classic: 0).")
  @Nullable Double scale;

  @Option(
      names = "--brightness",
      paramLabel = "X",
      description = "Largest random change of brightness, 0 to 1 (fast, classic: 0).")
  @Nullable Double brightness;

  @Option(
      names = "--contrast",
      paramLabel = "X",
      description = "Largest random change of contrast, as a share (fast: 0.05, classic: 0).")
  @Nullable Double contrast;

  @Option(
      names = "--saturation",
      paramLabel = "X",
      description = "Largest random change of saturation, as a share, 0 to 1 (fast, classic: 0).")
  @Nullable Double saturation;

  @Option(
      names = "--hue",
      paramLabel = "X",
      description = {
        "Largest random turn of the hues, as a share of the circle, 0 to 0.5 (fast, classic: 0)."
      })
  @Nullable Double hue;

  @Option(
      names = "--erase",
      paramLabel = "X",
      description = "Share of the pictures with a grey rectangle (fast, classic: 0).")
  @Nullable Double erase;

  @Option(
      names = "--random-resized-crop",
      paramLabel = "X",
      description = {
        "Cut a random part of each picture, of this share of its area or more, and bring it to size",
        "(torchvision's default: 0.08); 0 is none (fast, classic: 0)."
      })
  @Nullable Double randomResizedCrop;

  @Option(
      names = "--mixup",
      paramLabel = "ALPHA",
      description = {
        "Blend each picture and its label with another's, with shares from Beta(ALPHA, ALPHA), such",
        "as 0.2; 0 to 100 (fast, classic: 0, none)."
      })
  @Nullable Double mixup;

  @Option(
      names = "--cutmix",
      paramLabel = "ALPHA",
      description = {
        "Put a rectangle of another picture into each, and its share into the label, of a size from",
        "Beta(ALPHA, ALPHA), such as 1; 0 to 100 (fast, classic: 0, none)."
      })
  @Nullable Double cutmix;

  @Option(
      names = "--ema",
      paramLabel = "DECAY",
      description = {
        "Keep a moving average of the weights, which loses this share a step, in place of the last",
        "weights, such as 0.98 (fast: 0.98, classic: 0, none)."
      })
  @Nullable Double ema;

  TrainingConfig apply(TrainingConfig recipe) {
    AugmentationConfig base = recipe.augmentation();
    return recipe
        .withLabelSmoothing(or(labelSmoothing, recipe.labelSmoothing()))
        .withZeroInitResidual(
            zeroInitResidual == null ? recipe.zeroInitResidual() : zeroInitResidual)
        .withEma(or(ema, recipe.ema()))
        .withMixing(
            new MixingConfig(
                or(mixup, recipe.mixing().mixup()), or(cutmix, recipe.mixing().cutmix())))
        .withAugmentation(
            new AugmentationConfig(
                flip == null ? base.flip() : flip,
                or(shift, base.shift()),
                or(rotation, base.rotation()),
                or(scale, base.scale()),
                or(brightness, base.brightness()),
                or(contrast, base.contrast()),
                or(saturation, base.saturation()),
                or(hue, base.hue()),
                or(erase, base.erase()),
                or(randomResizedCrop, base.randomResizedCrop())));
  }

  private static double or(@Nullable Double given, double otherwise) {
    return given == null ? otherwise : given;
  }
}
