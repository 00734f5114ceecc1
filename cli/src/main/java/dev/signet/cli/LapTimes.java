package dev.signet.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the time of a command went. */
final class LapTimes {
  private final Instant start;
  private final List<String> laps = new ArrayList<>();
  private Instant last;

  private LapTimes(Instant start) {
    this.start = start;
    last = start;
  }

  /** The clock runs since the process was started, to ten milliseconds. */
  static LapTimes sinceStartOfJvm() {
    return new LapTimes(ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
  }

  /** What took the time since the last call has come to its end. */
  void ended(String what) {
    Instant now = Instant.now();
    laps.add(what + " " + seconds(last, now));
    last = now;
  }

  /** {@code libtorch 0.41 s, model 0.30 s, in all 0.90 s}. */
  @Override
  public String toString() {
    return String.join(", ", laps) + ", in all " + seconds(start, last);
  }

  private static String seconds(Instant from, Instant to) {
    return String.format(Locale.ROOT, "%.2f s", Duration.between(from, to).toMillis() / 1e3);
  }
}
