package dev.signet.config;

import dev.signet.InvalidValueException;

/**
 * The learning rates that a search tries, one a step, each the same factor above the one before.
 *
 * @param from the first and lowest, above 0
 * @param to the last and highest, above {@code from} and at most 1000
 * @param steps how many, 10 to 100,000: fewer make no curve
 */
public record LearningRateRange(double from, double to, int steps) {
  public LearningRateRange {
    Ranges.requirePositive("lowest learning rate (--from)", from, 1000);
    Ranges.requirePositive("highest learning rate (--to)", to, 1000);
    if (from >= to) {
      throw new InvalidValueException(
          "lowest learning rate (--from) must be below the highest (--to), %s, but was %s"
              .formatted(Ranges.plain(to), Ranges.plain(from)));
    }
    Ranges.require("number of steps (--steps)", steps, 10, 100_000);
  }

  /** The learning rate of a step, counted from 0. */
  public double at(int step) {
    return from * Math.pow(to / from, (double) step / (steps - 1));
  }
}
