package dev.signet.lab;

import dev.signet.metrics.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Two ways to do the same work, measured in one run and in turn, so that a machine that slows down
 * slows both.
 *
 * @param baseline milliseconds of the first way
 * @param signet milliseconds of the second
 */
public record Comparison(Spread baseline, Spread signet) {
  /**
   * Does the work again and again, once so and once so.
   *
   * @param baseline is given the number of the round: negative while warming up, then from 0
   * @param signet likewise
   * @param rounds that count, at least 1; a tenth as many, or 2, go before them
   */
  public static Comparison alternate(IntConsumer baseline, IntConsumer signet, int rounds) {
    List<Double> first = new ArrayList<>(rounds);
    List<Double> second = new ArrayList<>(rounds);
    for (int round = -Math.max(2, rounds / 10); round < rounds; round++) {
      double baselineMillis = millis(baseline, round);
      double signetMillis = millis(signet, round);
      if (round >= 0) {
        first.add(baselineMillis);
        second.add(signetMillis);
      }
    }
    return new Comparison(Spread.of(first), Spread.of(second));
  }

  /** How many times faster than the baseline: medians. */
  public double ratio() {
    return baseline.median() / signet.median();
  }

  private static double millis(IntConsumer work, int round) {
    long start = System.nanoTime();
    work.accept(round);
    return (System.nanoTime() - start) / 1e6;
  }
}
