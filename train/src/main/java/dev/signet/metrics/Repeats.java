package dev.signet.metrics;

import java.util.List;

/**
 * One figure of several runs that differ in their seeds.
 *
 * @param mean of all
 * @param standardDeviation of the sample (divided by {@code count - 1}); 0 for a single run
 * @param min the smallest
 * @param max the largest
 * @param count how many runs
 */
public record Repeats(double mean, double standardDeviation, double min, double max, int count) {
  /**
   * Sums up the figures.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Repeats of(List<Double> values) {
    Spread spread = Spread.of(values);
    double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double deviation = values.size() == 1 ? 0 : Math.sqrt(squares / (values.size() - 1));
    return new Repeats(mean, deviation, spread.min(), spread.max(), values.size());
  }
}
