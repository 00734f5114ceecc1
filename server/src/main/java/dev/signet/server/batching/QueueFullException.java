package dev.signet.server.batching;

/** As many items wait as may. */
public final class QueueFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int waiting;

  QueueFullException(int waiting) {
    super("%d wait already".formatted(waiting), null, false, false); // no stack: it is load
    this.waiting = waiting;
  }

  /** Items that waited. */
  public int waiting() {
    return waiting;
  }
}
