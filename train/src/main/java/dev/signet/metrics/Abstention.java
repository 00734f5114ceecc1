package dev.signet.metrics;

import dev.signet.confidence.ConfidenceRule;
import dev.signet.confidence.Share;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What becomes of the answers when the unsure ones, and those to strange pictures, are {@code
 * unknown}.
 *
 * @param threshold the least probability that is answered
 * @param unsure pictures below it
 * @param novel pictures whose features are too far from those of training pictures
 * @param unknown pictures that are one or the other
 * @param coverage share of the pictures that are answered, 0 to 1
 * @param answered how many of these are right; empty if none is answered
 */
public record Abstention(
    double threshold,
    long unsure,
    long novel,
    long unknown,
    double coverage,
    Optional<Share> answered) {
  /** Applies a rule to labelled pictures. */
  public static Abstention of(LabelledLogits answers, ConfidenceRule rule) {
    int n = answers.size();
    int[] answered = pictures(n, i -> !answers.unknown(i, rule));
    return new Abstention(
        rule.threshold(),
        pictures(n, i -> rule.unsure(answers.confidence(i, rule.temperature()))).length,
        pictures(n, i -> rule.novel(answers.novelty(i))).length,
        n - answered.length,
        (double) answered.length / n,
        answered.length == 0 ? Optional.empty() : Optional.of(answers.share(answered)));
  }

  private static int[] pictures(int count, IntPredicate which) {
    return IntStream.range(0, count).filter(which).toArray();
  }
}
