package dev.signet.config;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What a training does about its end and about what can go wrong on the way.
 *
 * @param stopping when it ends early, and what its best epoch is
 * @param nonFiniteSteps steps in a row whose loss is NaN or infinite that are left out, 0 to
 *     1,000,000; one more ends the training with the last good weights
 * @param checkpoints what it keeps on the disk
 * @param deterministic whether only operators that give the same bytes every time are allowed
 * @param maxNativeGrowth megabytes that native memory may grow by after warm-up, 0 to 1,000,000; 0
 *     for any
 */
@RecordBuilder
public record ReliabilityConfig(
    StoppingConfig stopping,
    int nonFiniteSteps,
    CheckpointConfig checkpoints,
    boolean deterministic,
    double maxNativeGrowth)
    implements ReliabilityConfigBuilder.With {
  /** To the last epoch, not a single NaN, checkpoints for two per cent of the time. */
  public static final ReliabilityConfig DEFAULT =
      new ReliabilityConfig(StoppingConfig.LAST_EPOCH, 0, CheckpointConfig.DEFAULT, false, 64);

  public ReliabilityConfig {
    Ranges.require(
        "number of steps without a finite loss (--skip-nonfinite)", nonFiniteSteps, 0, 1_000_000);
    Ranges.requireBetween(
        "megabytes of native growth (--max-native-growth)", maxNativeGrowth, 0, 1_000_000);
  }
}
