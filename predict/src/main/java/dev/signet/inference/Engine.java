package dev.signet.inference;

import dev.signet.picture.Batch;

/**
 * What computes a network's logits. Whoever makes one closes it, when no thread uses it any more.
 * Safe for use by many threads.
 */
public interface Engine extends AutoCloseable {
  /** The pictures' logits, {@code [n, classes]} in row-major order. */
  float[] logits(Batch pictures);

  /**
   * By how much its rounding may raise one logit over the others; 0 if its numbers are fp32's. An
   * answer that would be another without so much of a lead had better be computed again in fp32.
   */
  default double rounding() {
    return 0;
  }

  /** What computes, one word for programs: {@code onnxruntime}, {@code libtorch}. */
  String runtime();

  /** Precision and engine, one clause for people. */
  String describe();

  @Override
  void close();
}
