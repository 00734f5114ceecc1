package dev.signet.metrics;

import dev.signet.Text;
import dev.signet.confidence.Share;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The score without the pictures that the training part holds, too.
 *
 * @param identical pictures left out because the training part holds them pixel by pixel
 * @param near pictures left out because it holds nearly the same
 * @param others the score on the rest
 */
public record CleanScore(long identical, long near, Share others) {
  /** Empty if nothing leaked, or everything. */
  static Optional<CleanScore> of(List<Leak> leaks, LabelledLogits answers) {
    int[] clean =
        IntStream.range(0, answers.size()).filter(i -> leaks.get(i) == Leak.NONE).toArray();
    if (clean.length == 0 || clean.length == answers.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new CleanScore(
            count(leaks, Leak.IDENTICAL), count(leaks, Leak.NEAR), answers.share(clean)));
  }

  private static long count(List<Leak> leaks, Leak wanted) {
    return leaks.stream().filter(leak -> leak == wanted).count();
  }

  /** Pictures left out. */
  public long leaked() {
    return identical + near;
  }

  /** {@code 12 identical, 3 nearly so}. */
  public String leftOut() {
    return Text.of("%d identical, %d nearly so", identical, near);
  }
}
