package dev.signet.audit;

/**
 * How much work an audit may be where all of it would grow with the square of the number of
 * pictures.
 *
 * @param mostJudged pictures that the floor is measured by: 1,000 give its interval a width of 6 %
 *     at most
 * @param mostComparisons of a judged picture with a training picture, which bound what is judged
 *     but for {@link #FEWEST}
 */
public record Effort(int mostJudged, long mostComparisons) {
  /** For a person who asked for it. */
  public static final Effort FULL = new Effort(1000, 50_000_000);

  /** At the start of a training, where nobody wants to wait. */
  public static final Effort BRIEF = new Effort(250, 12_500_000);

  /** An interval that is wider than a fifth tells nothing. */
  private static final int FEWEST = 100;

  int judged(int available, int train) {
    long affordable = Math.max(FEWEST, mostComparisons / train);
    return (int) Math.min(Math.min(available, mostJudged), affordable);
  }
}
