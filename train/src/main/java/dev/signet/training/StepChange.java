package dev.signet.training;

import org.bytedeco.pytorch.Tensor;

/** What happens to the pictures of a step, and to their labels with them. */
@FunctionalInterface
public interface StepChange {
  /**
   * Each picture on its own, in [0, 1]: {@code [n, 3, h, w]}, whose height and width may change.
   */
  Tensor pictures(Tensor images);

  /** The pictures with each other, after mean and standard deviation. */
  default Examples mix(Examples examples) {
    return examples;
  }

  /**
   * What a network is given and what it should say.
   *
   * @param images {@code [n, 3, h, w]}
   * @param targets labels {@code [n]}, or the classes' shares {@code [n, classes]}
   */
  record Examples(Tensor images, Tensor targets) {}
}
