package dev.signet.training;

import java.time.Duration;
import java.util.Optional;

/**
 * Ends a training after the step with which its time is over. By the monotonic clock: setting the
 * machine's clock changes nothing. Safe for use by many threads.
 */
public final class TimeLimit implements StoppingRule {
  private final long started = System.nanoTime();
  private final Duration limit;

  /** A limit that counts from now. */
  public TimeLimit(Duration limit) {
    this.limit = limit;
  }

  @Override
  public Optional<StopReason> afterStep() {
    return System.nanoTime() - started >= limit.toNanos()
        ? Optional.of(StopReason.TIME_LIMIT)
        : Optional.empty();
  }
}
