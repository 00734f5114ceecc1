package dev.signet.data;

/**
 * Names whose bytes the charset at hand cannot read: Java puts U+FFFD for each, so that different
 * names become the same and are lost in what is saved. Thread-safe: it keeps no state.
 */
public final class UnreadableNames {
  private static final char REPLACEMENT = '\uFFFD';

  private UnreadableNames() {}

  /** Whether bytes of this name were lost. */
  public static boolean isOne(String name) {
    return name.indexOf(REPLACEMENT) >= 0;
  }
}
