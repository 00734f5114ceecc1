package dev.signet.server.batching;

/** Watches a batcher; it changes nothing. Called by the batcher's thread. */
public interface BatchObserver {
  /** Sees nothing. */
  BatchObserver NONE = new BatchObserver() {};

  /** A batch was computed. */
  default void computed(int items, long nanos) {}

  /** An item was not computed because nobody waits for it any more. */
  default void dropped() {}
}
