package dev.signet.audit;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Pairs of hashes that differ in at most {@value #MOST_BITS} bits, without looking at all pairs.
 * The 63 bits are cut into 7 bands of 9: two hashes that differ in 6 bits or less agree in one band
 * at least (Norouzi, Punjani and Fleet, "Fast Search in Hamming Space with Multi-Index Hashing",
 * 2012). For each band the hashes are sorted by it, and only those with the same band are compared,
 * each with at most {@value #WINDOW} that follow it. That bound keeps the work from growing with
 * the square of the number of pictures; in sets where more than that many pictures share a band, a
 * pair can be missed.
 */
public final class HashNeighbours {
  /** Bits that hashes of one picture differ in at most. */
  public static final int MOST_BITS = 6;

  /** Pictures that one is compared with at most, a band. */
  public static final int WINDOW = 1024;

  /** Parts that a hash is cut into. */
  public static final int BANDS = 7;

  /** Bits of a part. */
  public static final int BAND_BITS = PerceptualHash.BITS / BANDS;

  private HashNeighbours() {}

  /** Is told the positions of two hashes; pairs may come more than once. */
  @FunctionalInterface
  interface PairConsumer {
    void accept(int first, int second);
  }

  /** Tells all pairs among the hashes at these positions. */
  static void forEach(long[] hashes, int[] positions, PairConsumer consumer) {
    for (int band = 0; band < BANDS; band++) {
      int shift = band * BAND_BITS;
      int[] order = sorted(hashes, positions, shift);
      for (int i = 0; i < order.length; i++) {
        long hash = hashes[order[i]];
        int end = Math.min(order.length, i + 1 + WINDOW);
        for (int j = i + 1; j < end; j++) {
          long difference = hash ^ hashes[order[j]];
          if ((difference >>> shift & (1 << BAND_BITS) - 1) != 0) {
            break;
          }
          if (Long.bitCount(difference) <= MOST_BITS) {
            consumer.accept(order[i], order[j]);
          }
        }
      }
    }
  }

  /** By the band first, then by the bits beside it, so that the most alike stand together. */
  private static int[] sorted(long[] hashes, int[] positions, int shift) {
    Comparator<Integer> byBand =
        Comparator.comparingLong(i -> Long.rotateRight(hashes[i], shift + BAND_BITS));
    return IntStream.of(positions).boxed().sorted(byBand).mapToInt(i -> i).toArray();
  }
}
