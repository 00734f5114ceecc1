package dev.signet.config;

/** Where the pictures of a training are kept from one epoch to the next. */
public enum CacheMode {
  /** In memory if they fit, else on disk, else nowhere. */
  AUTO,
  /** In Java's heap. */
  MEMORY,
  /** Decoded, in one file that is mapped into memory, which the next run finds again. */
  DISK,
  /** Nowhere: they are read and decoded in every epoch. */
  NONE;

  /** The name on the command line and in files. */
  public String label() {
    return Labels.of(this);
  }
}
