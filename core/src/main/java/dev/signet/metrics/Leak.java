package dev.signet.metrics;

/** Whether a picture that a network is judged by is among those it learned from. */
public enum Leak {
  /** It is not. */
  NONE,
  /** A copy of it is, such as another JPEG quality makes. */
  NEAR,
  /** It is, pixel by pixel. */
  IDENTICAL
}
