package dev.signet.cli.console;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people read them. */
public final class Durations {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(ms|s|m)");

  private Durations() {}

  /**
   * Reads a time such as {@code 5ms}, {@code 10s} or {@code 2m}.
   *
   * @param what it is, for the message
   */
  public static Duration parse(String what, String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidValueException(
          "%s must be a time such as 5ms, 10s or 2m but was '%s'".formatted(what, text));
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  /** A time above zero such as {@code 90s}, {@code 2m} or {@code 1h30m}; empty if it is none. */
  public static Optional<Duration> parse(String text) {
    try {
      Duration time = Duration.parse("PT" + text);
      return time.isZero() || time.isNegative() ? Optional.empty() : Optional.of(time);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Minutes and seconds: {@code 1:05}. */
  public static String clock(Duration time) {
    return Text.of("%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
