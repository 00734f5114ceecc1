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
}
