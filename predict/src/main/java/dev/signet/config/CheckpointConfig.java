package dev.signet.config;

/**
 * What a training keeps on the disk while it goes on.
 *
 * @param every how often a checkpoint is written; besides, one is written when the training ends
 * @param keep how many are kept, 1 to 1,000: the last ones
 */
public record CheckpointConfig(CheckpointCadence every, int keep) {
  /** For two per cent of the time, and the one before the last. */
  public static final CheckpointConfig DEFAULT =
      new CheckpointConfig(new CheckpointCadence.Auto(0.02), 2);

  public CheckpointConfig {
    Ranges.require("number of checkpoints (--keep)", keep, 1, 1_000);
  }

  /** Whether there are any. */
  public boolean isOn() {
    return !(every instanceof CheckpointCadence.Never);
  }
}
