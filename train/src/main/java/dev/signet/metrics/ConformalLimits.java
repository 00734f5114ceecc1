package dev.signet.metrics;

import dev.signet.Text;

/**
 * How far limits on scores must lie so that new pictures are answered as often as is wanted, and
 * not only the pictures that the limits were taken from: split conformal prediction (Vovk et al.,
 * "Algorithmic Learning in a Random World", 2005). A new picture's score is below the k-th lowest
 * of {@code n} others in k of n + 1 cases at most, if it comes from where they came from. Several
 * limits share what need not be answered, each taking the same part, so that together they refuse
 * no more than that.
 *
 * @param pictures validation pictures, at least 1
 * @param limits how many limits there are, at least 1
 * @param coverage share of new pictures that is to be answered, above 0 to 1
 */
public record ConformalLimits(int pictures, int limits, double coverage) {
  private static final double ROUNDING = 1e-9;

  public ConformalLimits {
    if (pictures < 1 || limits < 1 || !(coverage > 0 && coverage <= 1)) {
      throw new IllegalArgumentException(
          Text.of(
              "limits need pictures and a coverage above 0 to 1, but had %d, %d and %s",
              limits, pictures, coverage));
    }
  }

  /**
   * Which of the sorted scores is the limit: 1 is the outermost. It is never more, however few
   * pictures there are: see {@link #isBorneOut}. 0 if everything is to be answered: no limit.
   */
  public int place() {
    return coverage == 1 ? 0 : Math.max(1, (int) Math.floor(share() * (pictures + 1) + ROUNDING));
  }

  /** Share of new pictures that will at least be answered, in the mean over validation parts. */
  public double bound() {
    return Math.max(0, 1 - (double) limits * place() / (pictures + 1));
  }

  /** Whether there are enough pictures for the coverage that is wanted. */
  public boolean isBorneOut() {
    return bound() >= coverage - ROUNDING;
  }

  /** How many pictures it takes; 1 if everything is to be answered. */
  public long needed() {
    return coverage == 1 ? 1 : Math.max(1, (long) Math.ceil(1 / share() - ROUNDING) - 1);
  }

  /** What each limit may refuse. */
  private double share() {
    return (1 - coverage) / limits;
  }
}
