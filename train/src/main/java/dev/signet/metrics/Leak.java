package dev.signet.metrics;

import java.util.Collections;
import java.util.List;

/** Whether a picture that a network is judged by is among those it learned from. */
public enum Leak {
  /** It is not. */
  NONE,
  /** A copy of it is, such as another JPEG quality makes. */
  NEAR,
  /** It is, pixel by pixel. */
  IDENTICAL;

  /** That none of so many pictures is. */
  public static List<Leak> noneOf(int pictures) {
    return Collections.nCopies(pictures, NONE);
  }
}
