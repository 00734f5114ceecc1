package dev.signet.audit;

import java.util.stream.IntStream;

/**
 * The means of blocks of a vector, which bound distances from below: the square distance of two
 * blocks of n numbers is at least n times that of their means.
 */
final class BlockMeans {
  private static final int CHUNK = 64;
  private static final float ROUNDING = 0.9999f; // floats round: a bound must not be too high

  private final int[] blockOf;
  private final double[] scales;

  /** Blocks from 0 without gaps: the block of each place of a vector. */
  BlockMeans(int[] blockOf) {
    this.blockOf = blockOf;
    int[] counts = new int[IntStream.of(blockOf).max().orElse(0) + 1];
    IntStream.of(blockOf).forEach(block -> counts[block]++);
    this.scales = IntStream.of(counts).mapToDouble(count -> 1 / Math.sqrt(count)).toArray();
  }

  /** The mean of each block, times the root of its size. */
  float[] of(byte[] vector) {
    int[] sums = new int[scales.length];
    for (int i = 0; i < vector.length; i++) {
      sums[blockOf[i]] += vector[i] & 255;
    }
    float[] scaled = new float[sums.length];
    for (int b = 0; b < sums.length; b++) {
      scaled[b] = (float) (sums[b] * scales[b]);
    }
    return scaled;
  }

  /** At most the square distance of the vectors that these means are of. */
  static float bound(float[] one, float[] other) {
    return sum(one, other, 0, one.length) * ROUNDING;
  }

  /** Whether the vectors that these means are of are surely farther apart than the limit. */
  static boolean exceeds(float[] one, float[] other, float limit) {
    float sum = 0;
    for (int from = 0; from < one.length && sum * ROUNDING <= limit; from += CHUNK) {
      sum += sum(one, other, from, Math.min(one.length, from + CHUNK));
    }
    return sum * ROUNDING > limit;
  }

  private static float sum(float[] one, float[] other, int from, int to) {
    float sum = 0;
    for (int i = from; i < to; i++) {
      float difference = one[i] - other[i];
      sum += difference * difference;
    }
    return sum;
  }
}
