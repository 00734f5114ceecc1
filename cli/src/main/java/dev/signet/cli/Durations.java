package dev.signet.cli;

import java.time.Duration;
import java.util.Locale;

/** Times as people read them. */
final class Durations {
  private Durations() {}

  /** Minutes and seconds: {@code 1:05}. */
  static String clock(Duration time) {
    return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
