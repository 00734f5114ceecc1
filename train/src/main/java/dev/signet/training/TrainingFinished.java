package dev.signet.training;

import java.time.Duration;

/**
 * A training ended well.
 *
 * @param epochs that were completed
 * @param steps that were taken
 * @param reason why it ended
 * @param elapsed from the first step to the last
 */
public record TrainingFinished(int epochs, long steps, StopReason reason, Duration elapsed) {
  /** Whether it was cut off by a signal. */
  public boolean interrupted() {
    return reason.isInterruption();
  }
}
