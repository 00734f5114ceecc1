package dev.signet.server.config;

import dev.signet.InvalidValueException;
import java.time.Duration;
import java.util.Locale;

/** Range checks that name the value, what is allowed and what it was. */
final class Ranges {
  private Ranges() {}

  static void require(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT, "%s must be between %d and %d but were %d", what, min, max, value));
    }
  }

  static void requireTime(String what, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new InvalidValueException(
          "%s must be between %s and %s but was %s"
              .formatted(what, text(min), text(max), text(value)));
    }
  }

  private static String text(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
