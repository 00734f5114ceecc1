package dev.signet.inference;

import dev.signet.data.Batch;

/**
 * What computes a network's logits. Whoever makes one closes it, when no thread uses it any more.
 * Safe for use by many threads.
 */
public interface Engine extends AutoCloseable {
  /** The pictures' logits, {@code [n, classes]} in row-major order. */
  float[] logits(Batch pictures);

  /** Precision and engine, one clause for people. */
  String describe();

  @Override
  void close();
}
