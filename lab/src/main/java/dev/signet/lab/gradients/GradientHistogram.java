package dev.signet.lab.gradients;

import dev.signet.listeners.tensorboard.EventHistogram;
import java.util.Arrays;

/**
 * How the values of a gradient are spread, in buckets of equal ratio like TensorBoard's own, but
 * from 1e-30 up, because gradients vanish below its 1e-12; likewise below zero. Each bound is 1.5
 * times the one before it.
 */
final class GradientHistogram {
  private static final double SMALLEST = 1e-30;
  private static final double RATIO = 1.5;
  private static final double LARGEST = 1e6;
  private static final double[] ALL_BOUNDS = allBounds();

  private GradientHistogram() {}

  /** Counts values, of which there is at least one; empty buckets at the ends are left out. */
  static EventHistogram of(float[] values) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    double[] counts = new double[ALL_BOUNDS.length];
    for (float value : values) {
      min = Math.min(min, value);
      max = Math.max(max, value);
      sum += value;
      squares += (double) value * value;
      int at = Arrays.binarySearch(ALL_BOUNDS, value);
      counts[Math.min(counts.length - 1, at >= 0 ? at : -at - 1)]++;
    }
    int first = 0;
    while (first < counts.length - 1 && counts[first] == 0) {
      first++;
    }
    int last = counts.length - 1;
    while (last > first && counts[last] == 0) {
      last--;
    }
    int from = Math.max(0, first - 1); // an empty one before the first shows where it begins
    return new EventHistogram(
        min,
        max,
        sum,
        squares,
        Arrays.copyOfRange(ALL_BOUNDS, from, last + 1),
        Arrays.copyOfRange(counts, from, last + 1));
  }

  private static double[] allBounds() {
    int half = (int) Math.ceil(Math.log(LARGEST / SMALLEST) / Math.log(RATIO));
    double[] bounds = new double[2 * half + 1];
    for (int i = 0; i < half; i++) {
      double bound = SMALLEST * Math.pow(RATIO, i);
      bounds[half + 1 + i] = bound;
      bounds[half - 1 - i] = -bound;
    }
    return bounds;
  }
}
