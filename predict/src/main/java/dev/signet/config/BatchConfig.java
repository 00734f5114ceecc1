package dev.signet.config;

/**
 * How the training pictures are dealt out.
 *
 * @param size pictures a step, 2 to 65,536 (batch norm needs two)
 * @param shuffle whether every epoch has its own random order
 * @param dropLast whether a last batch that is not full is left out
 */
public record BatchConfig(int size, boolean shuffle, boolean dropLast) {
  /** The article's. */
  public static final BatchConfig CLASSIC = new BatchConfig(32, true, false);

  public BatchConfig {
    Ranges.require("batch size (--batch-size)", size, 2, 65_536);
  }
}
