package dev.signet.training;

import dev.signet.config.MixingConfig;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.data.ImageSource;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/**
 * All random changes of a training. What a step draws depends on the run's seed and the step alone.
 * Safe for use by many threads.
 */
final class StepChanges {
  private final Augmenter augmenter;
  private final MixingConfig mixing;
  private final long mixingSeed;
  private final int classes;

  StepChanges(RunConfig config) {
    Seeds seeds = new Seeds(config.seed());
    this.augmenter =
        new Augmenter(
            config.training().augmentation(), config.model().input(), seeds.augmentation());
    this.mixing = config.training().mixing();
    this.mixingSeed = seeds.mixing();
    this.classes = config.model().classes();
  }

  /** The pictures that are changed, as {@link Augmenter#of} has them. */
  ImageSource of(ImageSource pictures) {
    return augmenter.of(pictures);
  }

  /**
   * Those of a step.
   *
   * @param step counted from 0 over the whole run
   * @param scale share of height and width that its pictures have
   */
  StepChange at(long step, double scale) {
    StepChange each = images -> augmenter.apply(images, step, scale);
    if (!mixing.isOn()) {
      return each;
    }
    return new StepChange() {
      @Override
      public Tensor pictures(Tensor images) {
        return each.pictures(images);
      }

      @Override
      public Examples mix(Examples examples) {
        SplittableRandom random = new SplittableRandom(mixingSeed + step * 0x9E3779B97F4A7C15L);
        return new Mixer(mixing, classes, random).mix(examples);
      }
    };
  }
}
