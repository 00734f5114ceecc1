package dev.signet.studio;

import org.jspecify.annotations.Nullable;

/** Numbers as JSON can say them. */
final class Numbers {
  private Numbers() {}

  /** The number, or null for NaN and infinity, which JSON does not have. */
  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
