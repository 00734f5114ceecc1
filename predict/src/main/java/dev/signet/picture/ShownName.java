package dev.signet.picture;

import java.util.Locale;

/** A picture's name as a message shows it: on one line, and unable to steer a terminal. */
final class ShownName {
  private ShownName() {}

  static String of(String name) {
    if (name.chars().noneMatch(ShownName::steers)) {
      return name;
    }
    StringBuilder shown = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\n') {
        shown.append("\\n");
      } else if (steers(c)) {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  /** Control characters, line and paragraph separators, and what turns the direction of text. */
  private static boolean steers(int c) {
    return Character.isISOControl(c)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
