package dev.signet.config;

import dev.signet.InvalidValueException;

/**
 * How the training pictures are dealt out.
 *
 * @param size pictures a step, 2 to 65,536 (batch norm needs two)
 * @param shuffle whether every epoch has its own random order
 * @param dropLast whether a last batch that is not full is left out
 * @param sampling which pictures an epoch takes; files from before it came lack it
 */
public record BatchConfig(int size, boolean shuffle, boolean dropLast, Sampling sampling) {
  /** The article's. */
  public static final BatchConfig CLASSIC = new BatchConfig(32, true, false);

  /** Fewer steps an epoch than these are too few updates. */
  private static final int FEWEST_STEPS = 64;

  private static final int LARGEST_FITTING = 512;

  /** Of a step: beyond half a million a larger batch costs as much a picture, and more memory. */
  private static final int MOST_PIXELS = LARGEST_FITTING * 32 * 32;

  public BatchConfig {
    Ranges.require("batch size (--batch-size)", size, 2, 65_536);
    if (sampling == Sampling.BALANCED && !shuffle) {
      throw new InvalidValueException(
          "balanced sampling (--sampling) draws pictures at random, so it cannot keep their order"
              + " (--no-shuffle); leave one of them out");
    }
  }

  /** Batches that take each picture once an epoch. */
  public BatchConfig(int size, boolean shuffle, boolean dropLast) {
    this(size, shuffle, dropLast, Sampling.ONCE);
  }

  /**
   * The article's, doubled as long as an epoch keeps 64 steps, to 512 at most and half a million
   * pixels: what a step does with the weights alone is shared by more pictures.
   *
   * @param pictures to learn from
   * @param picture size of one
   */
  public static BatchConfig fitting(int pictures, InputSize picture) {
    int size = CLASSIC.size;
    while (2 * size <= LARGEST_FITTING
        && (long) FEWEST_STEPS * 2 * size <= pictures
        && 2L * size * picture.height() * picture.width() <= MOST_PIXELS) {
      size *= 2;
    }
    return new BatchConfig(size, CLASSIC.shuffle, CLASSIC.dropLast);
  }
}
