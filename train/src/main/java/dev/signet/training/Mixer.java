package dev.signet.training;

import dev.signet.config.MixingConfig;
import dev.signet.training.StepChange.Examples;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * MixUp and CutMix of one batch, as torchvision's references do them: every picture is mixed with
 * the one before it, the first with the last, all of a batch in the same way, and the labels become
 * shares of the classes.
 *
 * @param config which of them; one of both is drawn
 * @param classes how many there are
 * @param random what the batch draws from
 */
record Mixer(MixingConfig config, int classes, SplittableRandom random) {
  Examples mix(Examples examples) {
    boolean blends = config.mixup() > 0;
    if (blends && config.cutmix() > 0) {
      blends = random.nextBoolean();
    }
    return blends ? blended(examples) : pasted(examples);
  }

  /** MixUp: {@code share} of each picture and the rest of the one before it. */
  private Examples blended(Examples examples) {
    double share = share(random, config.mixup());
    Tensor images = examples.images();
    return new Examples(
        images.lerp(before(images), new Scalar(1 - share)), targets(examples.targets(), share));
  }

  /** CutMix: a rectangle of the picture before, cut off where it leaves the picture. */
  private Examples pasted(Examples examples) {
    double share = share(random, config.cutmix());
    Tensor images = examples.images();
    int height = Math.toIntExact(images.size(2));
    int width = Math.toIntExact(images.size(3));
    int x = random.nextInt(width);
    int y = random.nextInt(height);
    double half = 0.5 * Math.sqrt(1 - share);
    int left = Math.max(x - (int) (half * width), 0);
    int top = Math.max(y - (int) (half * height), 0);
    int w = Math.min(x + (int) (half * width), width) - left;
    int h = Math.min(y + (int) (half * height), height) - top;
    Tensor other = before(images);
    images.narrow(2, top, h).narrow(3, left, w).copy_(other.narrow(2, top, h).narrow(3, left, w));
    double kept = 1 - (double) w * h / ((double) width * height);
    return new Examples(images, targets(examples.targets(), kept));
  }

  /** {@code [n]} to {@code [n, classes]}. */
  private Tensor targets(Tensor labels, double share) {
    Tensor own = torch.one_hot(labels, classes).to(ScalarType.Float);
    return own.lerp(before(own), new Scalar(1 - share));
  }

  /** In the place of each row the one before it. */
  private static Tensor before(Tensor rows) {
    return rows.roll(new long[] {1}, 0);
  }

  /**
   * From Beta(alpha, alpha): the square of {@code 2 x - 1} is {@code w / (1 + w)}, where {@code 2
   * alpha w} is the square of a number of Student's t with {@code 2 alpha} degrees of freedom,
   * which two uniform numbers give (Bailey, 1994).
   */
  static double share(SplittableRandom random, double alpha) {
    double cosine = Math.cos(2 * Math.PI * random.nextDouble());
    double w = (Math.pow(random.nextDouble(), -1 / alpha) - 1) * cosine * cosine;
    return (1 + Math.copySign(1 / Math.sqrt(1 + 1 / w), cosine)) / 2;
  }
}
