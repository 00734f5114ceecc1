package dev.signet.data.synthetic;

/**
 * Random numbers that are the same on every JVM (SplitMix64: Steele, Lea and Flood, "Fast
 * splittable pseudorandom number generators", 2014). {@link java.util.SplittableRandom} does not
 * promise its sequence. Not for use by more than one thread.
 */
final class Dice {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double TO_UNIT = 0x1.0p-53;

  private long state;

  Dice(long seed) {
    state = mix(seed + GOLDEN_GAMMA);
  }

  /** A seed for item {@code index} of a row that starts from {@code seed}. */
  static long seedOf(long seed, long index) {
    return mix(mix(seed + GOLDEN_GAMMA) ^ (index * 0xD1B54A32D192ED03L + GOLDEN_GAMMA));
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Evenly from {@code low} (inclusive) to {@code high} (exclusive). */
  double uniform(double low, double high) {
    return low + (high - low) * ((next() >>> 11) * TO_UNIT);
  }

  /**
   * Bell-shaped: the sum of four even 16-bit numbers, so never further than 3.46 deviations from
   * the mean.
   */
  double normal(double mean, double deviation) {
    long bits = next();
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return mean + deviation * (sum - 131070.0) * (1.7320508075688772 / 65536.0);
  }

  /** An angle in radians, bell-shaped, from degrees. */
  double normalDegrees(double mean, double deviation) {
    return StrictMath.toRadians(normal(mean, deviation));
  }

  /** An angle in radians, even between two angles in degrees. */
  double degrees(double low, double high) {
    return StrictMath.toRadians(uniform(low, high));
  }

  boolean chance(double probability) {
    return uniform(0, 1) < probability;
  }

  /** Evenly from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) uniform(0, bound);
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
