package dev.signet.audit;

import dev.signet.data.ImageSource;
import dev.signet.data.InOrder;
import java.util.Arrays;

/**
 * What {@link NearestNeighbour} answers, by one pass over the vectors instead of a few kilobytes of
 * memory for each: for few queries in more pictures than there is memory for.
 */
final class NearestScan {
  private NearestScan() {}

  /**
   * For each query the place of its nearest vector, the first of several.
   *
   * @param queries through the view
   * @param without for each query a place that does not count (itself), or -1
   */
  static int[] nearest(ImageSource base, View view, byte[][] queries, int[] without) {
    int[] best = new int[queries.length];
    long[] least = new long[queries.length];
    Arrays.fill(least, Long.MAX_VALUE);
    InOrder.forEach(
        base,
        (index, pixels) -> {
          byte[] vector = view.of(pixels);
          for (int q = 0; q < queries.length; q++) {
            if (index != without[q]) {
              long distance = PixelDistance.squared(queries[q], vector, least[q]);
              if (distance < least[q]) {
                least[q] = distance;
                best[q] = index;
              }
            }
          }
        });
    return best;
  }
}
