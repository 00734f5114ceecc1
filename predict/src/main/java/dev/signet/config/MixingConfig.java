package dev.signet.config;

/**
 * How training pictures are mixed with the one before them in their batch, and their labels with
 * them. Where both are wanted, each step takes one of them, with the same probability.
 *
 * @param mixup alpha of MixUp (Zhang et al., 2017): pictures are blended, with shares drawn from
 *     Beta(alpha, alpha); 0 to 100, and 0 is none
 * @param cutmix alpha of CutMix (Yun et al., 2019): a rectangle comes from the other picture, whose
 *     share of the area is drawn so; 0 to 100, and 0 is none
 */
public record MixingConfig(double mixup, double cutmix) {
  /** Pictures on their own. */
  public static final MixingConfig NONE = new MixingConfig(0, 0);

  public MixingConfig {
    Ranges.requireBetween("alpha of MixUp (--mixup)", mixup, 0, 100);
    Ranges.requireBetween("alpha of CutMix (--cutmix)", cutmix, 0, 100);
  }

  /** Whether pictures are mixed at all. */
  public boolean isOn() {
    return mixup > 0 || cutmix > 0;
  }
}
