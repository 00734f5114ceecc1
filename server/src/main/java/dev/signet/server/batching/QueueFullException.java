package dev.signet.server.batching;

import java.util.Locale;

/** As many items wait as may. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int waiting;

  QueueFullException(int waiting) {
    super(
        String.format(Locale.ROOT, "%d wait already", waiting),
        null,
        false,
        false); // no stack: it is load
    this.waiting = waiting;
  }

  /** Items that waited. */
  public int waiting() {
    return waiting;
  }
}
