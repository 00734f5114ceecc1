package dev.signet.server.models;

import java.time.Duration;

/**
 * When nobody waits for an answer any more.
 *
 * @param nanoTime on the clock of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
  /** So long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left of it; negative when it has passed. */
  public long remainingNanos() {
    return nanoTime - System.nanoTime();
  }
}
