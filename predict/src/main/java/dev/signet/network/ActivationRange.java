package dev.signet.network;

/**
 * Between which values an activation lies; 0 is always between them, because padding and ReLU make
 * zeros, which must stay exact.
 *
 * @param min at most 0
 * @param max at least 0
 */
public record ActivationRange(float min, float max) {
  private static final int STEPS = 255;

  /** Widens the range to 0. */
  public ActivationRange {
    min = Math.min(min, 0);
    max = Math.max(max, 0);
  }

  /** The range of these values. */
  public static ActivationRange of(float[] values) {
    float min = 0;
    float max = 0;
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    return new ActivationRange(min, max);
  }

  /** The range that holds both. */
  public ActivationRange and(ActivationRange other) {
    return new ActivationRange(Math.min(min, other.min), Math.max(max, other.max));
  }

  /** How much one step of an unsigned byte stands for. */
  public float scale() {
    float scale = (max - min) / STEPS;
    return scale > Float.MIN_NORMAL ? scale : 1; // a value that is always 0
  }

  /** Which of the 256 steps stands for 0. */
  public int zeroPoint() {
    return Math.round(-min / scale());
  }
}
