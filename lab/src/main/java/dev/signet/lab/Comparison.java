package dev.signet.lab;

import dev.signet.metrics.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Two ways to do the same work, measured in one run and in turn, so that a machine that slows down
 * slows both.
 *
 * @param baselineMs median of the first way, milliseconds
 * @param signetMs median of the second
 * @param ratio how many times faster the second is, by the medians
 * @param baselineSpreadMs all of the first
 * @param signetSpreadMs all of the second
 */
public record Comparison(
    double baselineMs,
    double signetMs,
    double ratio,
    Spread baselineSpreadMs,
    Spread signetSpreadMs) {
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
    Spread slow = Spread.of(first);
    Spread fast = Spread.of(second);
    return new Comparison(slow.median(), fast.median(), slow.median() / fast.median(), slow, fast);
  }

  private static double millis(IntConsumer work, int round) {
    long start = System.nanoTime();
    work.accept(round);
    return (System.nanoTime() - start) / 1e6;
  }
}
