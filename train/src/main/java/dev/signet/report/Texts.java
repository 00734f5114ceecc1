package dev.signet.report;

import dev.signet.Text;
import dev.signet.confidence.WilsonInterval;
import java.util.OptionalDouble;

/** Numbers as people read them. */
final class Texts {
  private Texts() {}

  static String percent(double share) {
    return Text.of("%.2f %%", share * 100);
  }

  static String percent(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : "-";
  }

  static String interval(WilsonInterval interval) {
    return Text.of("%.2f %% to %.2f %%", interval.low() * 100, interval.high() * 100);
  }
}
