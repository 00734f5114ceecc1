package dev.signet.audit;

/**
 * Two pictures that are the same or nearly so.
 *
 * @param first the earlier one: training pictures come before the others
 * @param second the other one
 * @param distance root mean square difference of their bytes, in grey levels, 0 to 255; 0 is
 *     exactly equal
 */
public record DuplicatePair(PictureRef first, PictureRef second, double distance) {
  /** Whether not one byte differs. */
  public boolean isExact() {
    return distance == 0;
  }

  /** Whether they lie in different parts of the data set. */
  public boolean isAcross() {
    return first.part() != second.part();
  }

  /** Whether one picture has two labels: one of them is wrong. */
  public boolean isConflict() {
    return !first.label().equals(second.label());
  }
}
