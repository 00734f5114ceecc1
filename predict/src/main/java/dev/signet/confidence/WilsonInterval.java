package dev.signet.confidence;

import dev.signet.Text;

/**
 * How far a share may lie from what was counted: the 95 % score interval of Wilson, "Probable
 * Inference, the Law of Succession, and Statistical Inference" (1927). Unlike the textbook's normal
 * interval it stays within 0 to 1 and has a width when all answers are right.
 *
 * <p>It takes the pictures for independent: of a burst of ten nearly equal pictures it believes
 * ten.
 *
 * @param low lower end, 0 to 1
 * @param high upper end, 0 to 1
 */
public record WilsonInterval(double low, double high) {
  /** The 97.5 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * The interval of a count.
   *
   * @param correct 0 to {@code count}
   * @param count at least 1
   */
  public static WilsonInterval of(long correct, long count) {
    if (count < 1 || correct < 0 || correct > count) {
      throw new IllegalArgumentException(
          Text.of("an interval needs 0 to %d of at least 1 but had %d", count, correct));
    }
    double share = (double) correct / count;
    double z2 = Z * Z;
    double centre = share + z2 / (2 * count);
    double half = Z * Math.sqrt(share * (1 - share) / count + z2 / (4.0 * count * count));
    double scale = 1 + z2 / count;
    return new WilsonInterval( // the ends are exact but for rounding
        correct == 0 ? 0 : (centre - half) / scale, correct == count ? 1 : (centre + half) / scale);
  }
}
