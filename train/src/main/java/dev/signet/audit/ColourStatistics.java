package dev.signet.audit;

import dev.signet.data.ImageSource;
import java.util.stream.IntStream;

/** Mean and spread (standard deviation) of each channel of a picture: six numbers. */
final class ColourStatistics {
  static final int COUNT = 6;

  private static final int CHANNELS = 3;

  private ColourStatistics() {}

  /** {@code [n, 6]}: mean of red, green, blue, then their spreads, 0 to 255. */
  static double[][] ofAll(ImageSource dataset) {
    return IntStream.range(0, dataset.size())
        .parallel()
        .mapToObj(i -> of(dataset.pixels(i)))
        .toArray(double[][]::new);
  }

  static double[] of(byte[] pixels) {
    long[] sums = new long[CHANNELS];
    long[] squares = new long[CHANNELS];
    for (int i = 0; i < pixels.length; i += CHANNELS) {
      for (int c = 0; c < CHANNELS; c++) {
        int value = pixels[i + c] & 255;
        sums[c] += value;
        squares[c] += (long) value * value;
      }
    }
    double count = (double) pixels.length / CHANNELS;
    double[] statistics = new double[COUNT];
    for (int c = 0; c < CHANNELS; c++) {
      double mean = sums[c] / count;
      statistics[c] = mean;
      statistics[CHANNELS + c] = Math.sqrt(Math.max(0, squares[c] / count - mean * mean));
    }
    return statistics;
  }

  /** The place of the row of {@code base} that is nearest to {@code query}, but {@code without}. */
  static int nearest(double[][] base, double[] query, double[] weights, int without) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < base.length; i++) {
      double sum = 0;
      for (int k = 0; k < query.length; k++) {
        double difference = query[k] - base[i][k];
        sum += weights[k] * difference * difference;
      }
      if (i != without && (best < 0 || sum < least)) {
        least = sum;
        best = i;
      }
    }
    return best;
  }

  /** One over the variance of each number, so that all count alike; 0 where nothing varies. */
  static double[] weights(double[][] rows) {
    double[] weights = new double[COUNT];
    for (int k = 0; k < COUNT; k++) {
      double mean = 0;
      for (double[] row : rows) {
        mean += row[k] / rows.length;
      }
      double variance = 0;
      for (double[] row : rows) {
        variance += (row[k] - mean) * (row[k] - mean) / rows.length;
      }
      weights[k] = variance > 0 ? 1 / variance : 0;
    }
    return weights;
  }
}
