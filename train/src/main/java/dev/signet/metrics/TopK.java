package dev.signet.metrics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How often the true class is among the {@code k} most probable ones.
 *
 * @param k classes that count
 * @param correct pictures whose class is among them
 * @param accuracy the share of these, 0 to 1
 */
public record TopK(int k, long correct, double accuracy) {
  /** For one number of classes. */
  public static TopK of(LabelledLogits answers, int k) {
    long correct =
        IntStream.range(0, answers.size()).filter(index -> answers.rank(index) <= k).count();
    return new TopK(k, correct, (double) correct / answers.size());
  }

  /** For 1, 2, 3 and 5, as long as there are more classes than that. */
  public static List<TopK> usual(LabelledLogits answers) {
    return IntStream.of(1, 2, 3, 5)
        .filter(k -> k < answers.classes())
        .mapToObj(k -> of(answers, k))
        .toList();
  }
}
