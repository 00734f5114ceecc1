package dev.signet.config;

/**
 * The names of a record's components in JSON: with underscores, or as they are in Java, which is
 * how the first files had them.
 */
final class RecordNames {
  private RecordNames() {}

  /** {@code top_k} of {@code topK}, {@code in_a_row} of {@code inARow}. */
  static String now(String component) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < component.length(); i++) {
      char letter = component.charAt(i);
      if (i > 0 && Character.isUpperCase(letter)) {
        name.append('_');
      }
      name.append(i > 0 ? Character.toLowerCase(letter) : letter);
    }
    return name.toString();
  }

  /** {@code topK} of {@code top_k}. */
  static String old(String name) {
    StringBuilder component = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      boolean word = i > 0 && name.charAt(i - 1) == '_';
      if (name.charAt(i) != '_') {
        component.append(word ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
      }
    }
    return component.toString();
  }
}
