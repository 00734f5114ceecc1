package dev.signet.config;

/** What happens to pictures that cannot be read. */
public enum OnUnreadable {
  /** Nothing begins until they are mended or removed. */
  STOP,
  /** They are left out and listed, unless they are too many. */
  SKIP;

  /** The name on the command line and in files. */
  public String label() {
    return Labels.of(this);
  }
}
