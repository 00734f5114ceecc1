package dev.signet.report;

import dev.signet.confidence.WilsonInterval;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them. */
final class Texts {
  private Texts() {}

  static String of(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  static String percent(double share) {
    return of("%.2f %%", share * 100);
  }

  static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : "-";
  }

  static String interval(WilsonInterval interval) {
    return of("%.2f %% to %.2f %%", interval.low() * 100, interval.high() * 100);
  }
}
