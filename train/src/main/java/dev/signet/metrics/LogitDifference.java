package dev.signet.metrics;

import dev.signet.Text;

/**
 * How far two computations of the same pictures' logits are apart.
 *
 * @param pictures how many there were
 * @param sameTop1 of how many both name the same class
 * @param largest difference of a logit
 * @param largestLogit of the expected ones, without its sign, to hold the difference against
 */
public record LogitDifference(int pictures, int sameTop1, double largest, double largestLogit) {
  /**
   * Compares.
   *
   * @param expected {@code [n, classes]}, row-major
   * @param answered the same pictures' logits, computed in another way
   */
  public static LogitDifference of(float[] expected, float[] answered, int classes) {
    if (expected.length != answered.length) {
      throw new IllegalArgumentException(
          Text.of("%d logits cannot be compared with %d", expected.length, answered.length));
    }
    int same = 0;
    double difference = 0;
    double largest = 0;
    for (int row = 0; row < expected.length; row += classes) {
      same += top1(expected, row, classes) == top1(answered, row, classes) ? 1 : 0;
      for (int i = row; i < row + classes; i++) {
        double apart = Math.abs(expected[i] - answered[i]);
        difference = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(difference, apart);
        largest = Math.max(largest, Math.abs(expected[i]));
      }
    }
    return new LogitDifference(expected.length / classes, same, difference, largest);
  }

  /** Of these and other pictures together. */
  public LogitDifference and(LogitDifference other) {
    return new LogitDifference(
        pictures + other.pictures,
        sameTop1 + other.sameTop1,
        Math.max(largest, other.largest),
        Math.max(largestLogit, other.largestLogit));
  }

  private static int top1(float[] logits, int row, int classes) {
    int best = row;
    for (int i = row + 1; i < row + classes; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best - row;
  }
}
