package dev.signet.config;

/** Which pictures an epoch of training takes. */
public enum Sampling {
  /** Each picture once. */
  ONCE,
  /**
   * As many draws as there are pictures, with replacement: each draw meets every class with the
   * same probability, and every picture of a class with the same. PyTorch's {@code
   * WeightedRandomSampler} with the inverse of the class's count.
   */
  BALANCED
}
