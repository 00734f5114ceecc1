package dev.signet;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text with values in it, the same in every locale. Safe for use by many threads. */
public final class Text {
  private Text() {}

  /** As {@link String#format(Locale, String, Object...)} of no country. */
  public static String of(String format, @Nullable Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
