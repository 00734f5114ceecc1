package dev.signet.training;

import dev.signet.config.Labels;

/** Why a training ended. */
public enum StopReason {
  /** Its last epoch is complete. */
  COMPLETED,
  /** It was asked to, by a signal. */
  INTERRUPTED,
  /** Its time was over. */
  TIME_LIMIT,
  /** No epoch was better than the best for as long as its patience lasted. */
  EARLY;

  /** The name in files: {@code time-limit}. */
  public String label() {
    return Labels.of(this);
  }

  /** Whether it is cut off: what there is is saved and not judged. */
  public boolean isInterruption() {
    return this == INTERRUPTED;
  }
}
