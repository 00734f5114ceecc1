package dev.signet.training;

import dev.signet.config.CheckpointCadence;

/**
 * Decides when a checkpoint is due. Times are those of a monotonic clock, in seconds. Not safe for
 * use by several threads.
 */
final class CheckpointClock {
  /** Before the first one is measured: what an ordinary disk writes in a second. */
  private static final double BYTES_A_SECOND = 200e6;

  private static final double SHORTEST_PAUSE = 1;

  private final CheckpointCadence cadence;
  private double last;
  private double cost;
  private int epochsSince;

  /**
   * A clock that starts now.
   *
   * @param bytes that a checkpoint is expected to take
   */
  CheckpointClock(CheckpointCadence cadence, long bytes, double now) {
    this.cadence = cadence;
    this.cost = bytes / BYTES_A_SECOND;
    this.last = now;
  }

  /** Whether one is due after a step, in the middle of an epoch. */
  boolean isDueAfterStep(double now) {
    if (cadence instanceof CheckpointCadence.Auto auto) {
      return now - last >= Math.max(SHORTEST_PAUSE, cost / auto.share());
    }
    return cadence instanceof CheckpointCadence.Time time && now - last >= time.seconds();
  }

  /** Whether one is due at the end of an epoch. */
  boolean isDueAfterEpoch(double now) {
    epochsSince++;
    return cadence instanceof CheckpointCadence.Epochs every
        ? epochsSince >= every.epochs()
        : isDueAfterStep(now);
  }

  /** One was written, or could not be. */
  void attempted(double from, double to) {
    last = to;
    cost = to - from;
    epochsSince = 0;
  }
}
