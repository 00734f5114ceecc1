package dev.signet.listeners.tensorboard;

import dev.signet.Text;

/**
 * One slice of a histogram.
 *
 * @param min the smallest value
 * @param max the largest value
 * @param sum of all values
 * @param squares the sum of their squares
 * @param bounds upper bounds of the buckets, ascending
 * @param counts values in each bucket
 */
@SuppressWarnings("ArrayRecordComponent") // numbers on their way to a file; never compared
public record EventHistogram(
    double min, double max, double sum, double squares, double[] bounds, double[] counts) {
  /** Checks that every bucket has a bound. */
  public EventHistogram {
    if (bounds.length != counts.length || bounds.length == 0) {
      throw new IllegalArgumentException(
          Text.of(
              "a histogram needs a bound for each count, at least one, but has %d and %d",
              bounds.length, counts.length));
    }
  }

  /** How many values there are. */
  public double count() {
    double count = 0;
    for (double each : counts) {
      count += each;
    }
    return count;
  }
}
