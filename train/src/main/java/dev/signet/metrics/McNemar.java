package dev.signet.metrics;

import dev.signet.Text;

/**
 * Whether two models that answered the same pictures differ by more than luck: the exact test of
 * McNemar, "Note on the sampling error of the difference between correlated proportions or
 * percentages" (1947). Pictures that both get right or both get wrong say nothing; of the others
 * each model should win half, if they are equally good.
 *
 * @param onlyFirst pictures that only the first model gets right
 * @param onlySecond pictures that only the second gets right
 * @param pValue how probable so uneven a division, or a more uneven one, would be between equals
 */
public record McNemar(long onlyFirst, long onlySecond, double pValue) {
  /** Below this, a difference is taken for real. */
  public static final double SIGNIFICANT = 0.05;

  /** The two-sided test on counts of pictures. */
  public static McNemar of(long onlyFirst, long onlySecond) {
    long n = onlyFirst + onlySecond;
    long fewer = Math.min(onlyFirst, onlySecond);
    double logTerm = (double) n * -Math.log(2); // of C(n, 0) / 2^n
    double tail = 0;
    for (long i = 0; i <= fewer; i++) {
      tail += Math.exp(logTerm);
      logTerm += Math.log((double) (n - i) / (i + 1));
    }
    return new McNemar(onlyFirst, onlySecond, Math.min(1, 2 * tail));
  }

  /**
   * The test on the answers of two models.
   *
   * @throws IllegalArgumentException if they are not about the same labelled pictures
   */
  public static McNemar of(LabelledLogits first, LabelledLogits second) {
    if (first.size() != second.size()) {
      throw new IllegalArgumentException(
          Text.of(
              "a paired test needs the same pictures but had %d and %d",
              first.size(), second.size()));
    }
    long onlyFirst = 0;
    long onlySecond = 0;
    for (int i = 0; i < first.size(); i++) {
      onlyFirst += first.correct(i) && !second.correct(i) ? 1 : 0;
      onlySecond += second.correct(i) && !first.correct(i) ? 1 : 0;
    }
    return of(onlyFirst, onlySecond);
  }

  /** Whether the difference may be called one: p is at most 0.05. */
  public boolean significant() {
    return pValue <= SIGNIFICANT;
  }
}
