package dev.signet.inference;

import dev.signet.picture.Batch;

/**
 * What computes a network's logits. Whoever makes one closes it, when no thread uses it any more.
 * Safe for use by many threads.
 */
public interface Engine extends AutoCloseable {
  /** The pictures' logits, {@code [n, classes]} in row-major order. */
  float[] logits(Batch pictures);

  /** Whether its numbers are rounded so far that the order of close answers may be another. */
  default boolean rounds() {
    return false;
  }

  /** What computes, one word for programs: {@code onnxruntime}, {@code libtorch}. */
  String runtime();

  /** Precision and engine, one clause for people. */
  String describe();

  @Override
  void close();
}
