package dev.signet.config;

import dev.signet.InvalidValueException;
import dev.signet.Text;

/**
 * Range checks that name the value, what is allowed and what it was, by an {@link
 * InvalidValueException}.
 */
public final class Ranges {
  private Ranges() {}

  /** Refuses what is not between {@code min} and {@code max}. */
  public static void require(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidValueException(
          Text.of("%s must be between %d and %d but was %d", what, min, max, value));
    }
  }

  static void requirePositive(String what, double value, double max) {
    if (!(value > 0 && value <= max)) {
      throw new InvalidValueException(
          "%s must be > 0 and <= %s but was %s".formatted(what, plain(max), plain(value)));
    }
  }

  static void requireBetween(String what, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new InvalidValueException(
          "%s must be between %s and %s but was %s"
              .formatted(what, plain(min), plain(max), plain(value)));
    }
  }

  static void requireFraction(String what, double value, boolean mayBeOne) {
    if (!(value >= 0 && (mayBeOne ? value <= 1 : value < 1))) {
      throw new InvalidValueException(
          "%s must be >= 0 and %s 1 but was %s"
              .formatted(what, mayBeOne ? "<=" : "<", plain(value)));
    }
  }

  /** 0.001 rather than 1.0E-3, 10 rather than 10.0. */
  static String plain(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
