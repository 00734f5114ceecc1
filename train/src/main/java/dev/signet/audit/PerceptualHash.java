package dev.signet.audit;

import dev.signet.picture.ImageSize;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * 63 bits that say what a picture looks like from afar: the signs, about their median, of the
 * lowest 8 x 8 frequencies of a cosine transform of its brightness, without the mean (the pHash of
 * Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010).
 * Recompressed, brightened or resized copies differ in a few bits, other pictures in about half of
 * them.
 */
public final class PerceptualHash {
  /** Bits that are in use, the lowest of a long. */
  static final int BITS = 63;

  private static final int SIDE = 32;
  private static final int LOW = 8;
  private static final float[][] COSINES = cosines();

  private PerceptualHash() {}

  /** The hash of every picture, on all processors. */
  static long[] ofAll(Pool pool) {
    ImageSize size = pool.pictureSize();
    return IntStream.range(0, pool.size())
        .parallel()
        .mapToLong(i -> of(pool.pixels(i), size.height(), size.width()))
        .toArray();
  }

  /**
   * The hash of a picture.
   *
   * @param pixels {@code [height, width, 3]}
   */
  public static long of(byte[] pixels, int height, int width) {
    float[] low = lowFrequencies(Downscale.grey(pixels, height, width, SIDE));
    float[] sorted = Arrays.copyOfRange(low, 1, low.length);
    Arrays.sort(sorted);
    float median = sorted[sorted.length / 2];
    long hash = 0;
    for (int i = 1; i < low.length; i++) {
      hash = hash << 1 | (low[i] > median ? 1 : 0);
    }
    return hash;
  }

  private static float[] lowFrequencies(float[] grey) {
    float[][] rows = new float[LOW][SIDE]; // transformed along the columns
    for (int k = 0; k < LOW; k++) {
      for (int y = 0; y < SIDE; y++) {
        float cosine = COSINES[k][y];
        for (int x = 0; x < SIDE; x++) {
          rows[k][x] += cosine * grey[y * SIDE + x];
        }
      }
    }
    float[] low = new float[LOW * LOW];
    for (int k = 0; k < LOW; k++) {
      for (int l = 0; l < LOW; l++) {
        float sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += COSINES[l][x] * rows[k][x];
        }
        low[k * LOW + l] = sum;
      }
    }
    return low;
  }

  private static float[][] cosines() {
    float[][] table = new float[LOW][SIDE];
    for (int k = 0; k < LOW; k++) {
      for (int i = 0; i < SIDE; i++) {
        table[k][i] = (float) Math.cos(Math.PI * (2 * i + 1) * k / (2 * SIDE));
      }
    }
    return table;
  }
}
