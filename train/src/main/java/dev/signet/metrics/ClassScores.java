package dev.signet.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How well one class is told from the others.
 *
 * @param label the class's name
 * @param count pictures of the class
 * @param predicted pictures that were taken for it
 * @param correct pictures of the class that were taken for it
 * @param precision {@code correct / predicted}; empty if nothing was taken for it
 * @param recall {@code correct / count}; empty if there is no picture of it
 * @param f1 harmonic mean of the two: {@code 2 correct / (count + predicted)}; empty if both are
 */
public record ClassScores(
    String label,
    long count,
    long predicted,
    long correct,
    OptionalDouble precision,
    OptionalDouble recall,
    OptionalDouble f1) {
  /** The scores of all classes, in order. */
  public static List<ClassScores> of(ConfusionMatrix confusion, List<String> labels) {
    return IntStream.range(0, labels.size())
        .mapToObj(k -> of(confusion, k, labels.get(k)))
        .toList();
  }

  private static ClassScores of(ConfusionMatrix confusion, int k, String label) {
    long correct = confusion.count(k, k);
    long count =
        IntStream.range(0, confusion.classes()).mapToLong(other -> confusion.count(k, other)).sum();
    long predicted =
        IntStream.range(0, confusion.classes()).mapToLong(other -> confusion.count(other, k)).sum();
    return new ClassScores(
        label,
        count,
        predicted,
        correct,
        ratio(correct, predicted),
        ratio(correct, count),
        ratio(2 * correct, count + predicted));
  }

  private static OptionalDouble ratio(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }
}
