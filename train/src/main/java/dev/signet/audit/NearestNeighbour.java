package dev.signet.audit;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The nearest of many vectors of bytes, exactly, by Euclidean distance. Most of them are ruled out
 * by the means of large and then of small blocks, so that few are compared byte by byte.
 */
final class NearestNeighbour {
  private final IntFunction<byte[]> base;
  private final BlockMeans coarse;
  private final BlockMeans fine;
  private final float[][] coarseMeans;
  private final float[][] fineMeans;

  /** Memory that a search takes: the means, and the vectors where they are kept. */
  static long bytes(int size, View view) {
    long means = Arrays.stream(view.fineBlocks()).max().orElse(0) * 2L; // the coarse ones are fewer
    return size * (means * Float.BYTES + view.places().length);
  }

  /** A search in {@code size} vectors of one length, which are seen through {@code view}. */
  NearestNeighbour(IntFunction<byte[]> base, int size, View view) {
    this.base = base;
    this.coarse = new BlockMeans(view.coarseBlocks());
    this.fine = new BlockMeans(view.fineBlocks());
    this.coarseMeans = new float[size][];
    this.fineMeans = new float[size][];
    IntStream.range(0, size)
        .parallel()
        .forEach(
            i -> {
              byte[] vector = base.apply(i);
              coarseMeans[i] = coarse.of(vector);
              fineMeans[i] = fine.of(vector);
            });
  }

  /**
   * For each query the place of its nearest vector, the first of several; on all processors.
   *
   * @param count queries
   * @param without for each query a place that does not count (itself), or -1
   */
  int[] nearest(int count, IntFunction<byte[]> queries, int[] without) {
    return IntStream.range(0, count)
        .parallel()
        .map(i -> nearest(queries.apply(i), without[i]))
        .toArray();
  }

  private int nearest(byte[] query, int without) {
    float[] queryMeans = fine.of(query);
    int best = -1;
    long least = Long.MAX_VALUE;
    for (long candidate : byBound(coarse.of(query))) {
      int index = (int) candidate;
      if (Float.intBitsToFloat((int) (candidate >>> 32)) > (float) least) {
        break;
      }
      if (index != without && !BlockMeans.exceeds(queryMeans, fineMeans[index], (float) least)) {
        long distance = PixelDistance.squared(query, base.apply(index), least);
        if (distance < least || (distance == least && index < best)) {
          least = distance;
          best = index;
        }
      }
    }
    return best;
  }

  /** All places, the most promising first: the bits of a bound, then the place. */
  private long[] byBound(float[] queryMeans) {
    long[] bounds = new long[coarseMeans.length];
    for (int i = 0; i < bounds.length; i++) {
      float bound = BlockMeans.bound(queryMeans, coarseMeans[i]);
      bounds[i] = (long) Float.floatToIntBits(bound) << 32 | i; // positive floats sort as integers
    }
    Arrays.sort(bounds);
    return bounds;
  }
}
