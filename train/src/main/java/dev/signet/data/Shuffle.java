package dev.signet.data;

import java.util.Random;

/**
 * The one shuffle: Fisher-Yates with {@link Random}, whose numbers Java's contract fixes.
 * Thread-safe: it keeps no state.
 */
public final class Shuffle {
  private Shuffle() {}

  /** The numbers 0 to {@code size - 1} in an order that {@code seed} and {@code epoch} fix. */
  static int[] order(int size, long seed, int epoch) {
    Random random = random(seed, epoch);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Numbers that {@code seed} and {@code epoch} fix. */
  public static Random random(long seed, int epoch) {
    return new Random(mix(seed, epoch));
  }

  /**
   * Spreads seed and epoch over 64 bits (SplitMix64's finalizer): {@code Random}'s first numbers
   * are alike for neighbouring seeds.
   */
  private static long mix(long seed, int epoch) {
    long z = seed + (epoch + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
