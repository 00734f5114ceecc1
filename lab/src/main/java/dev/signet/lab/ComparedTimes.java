package dev.signet.lab;

import dev.signet.metrics.Spread;

/**
 * A {@link Comparison} as benchmarks write it in JSON, in milliseconds.
 *
 * @param baselineMs median of the first way
 * @param signetMs median of the second
 * @param ratio of the medians
 * @param baselineSpreadMs all of the first
 * @param signetSpreadMs all of the second
 */
public record ComparedTimes(
    double baselineMs,
    double signetMs,
    double ratio,
    Spread baselineSpreadMs,
    Spread signetSpreadMs) {
  static ComparedTimes of(Comparison times) {
    return new ComparedTimes(
        times.baseline().median(),
        times.signet().median(),
        times.ratio(),
        times.baseline(),
        times.signet());
  }
}
