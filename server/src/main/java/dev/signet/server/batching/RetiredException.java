package dev.signet.server.batching;

/** The batcher takes no more items because it is being closed: another one has its place. */
public final class RetiredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RetiredException() {
    super("retired", null, false, false);
  }
}
