package dev.signet.libtorch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A network that is asked twice: the mean of its probabilities for a picture and for its mirror
 * image, at twice the cost (Krizhevsky et al., 2012, averaged ten views so). Only right where a
 * picture and its mirror image mean the same. Thread-safe: it keeps no state.
 */
public final class FlipAverage {
  private static final long WIDTH = 3; // of [n, 3, h, w]
  private static final long CLASSES = 1; // of [n, classes]

  private FlipAverage() {}

  /** Pictures {@code [n, 3, h, w]} with left and right exchanged. */
  public static Tensor mirrored(Tensor images) {
    return images.flip(WIDTH);
  }

  /** Logits {@code [n, classes]} whose softmax is the mean of the softmaxes of two others. */
  public static Tensor mean(Tensor first, Tensor second) {
    Tensor sum =
        torch.logaddexp(torch.log_softmax(first, CLASSES), torch.log_softmax(second, CLASSES));
    return torch.log_softmax(sum, CLASSES); // takes log 2 away
  }
}
