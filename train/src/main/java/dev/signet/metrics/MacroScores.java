package dev.signet.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Means over the classes that have pictures, each class counting the same however many it has. A
 * precision that is not defined, because nothing was taken for the class, counts as 0.
 *
 * @param precision mean, 0 to 1
 * @param recall mean, 0 to 1: also called balanced accuracy
 * @param f1 mean, 0 to 1
 */
public record MacroScores(double precision, double recall, double f1) {
  /** The means; at least one class has a picture. */
  public static MacroScores of(List<ClassScores> classes) {
    List<ClassScores> seen = classes.stream().filter(scores -> scores.count() > 0).toList();
    return new MacroScores(
        mean(seen, ClassScores::precision),
        mean(seen, ClassScores::recall),
        mean(seen, ClassScores::f1));
  }

  private static double mean(
      List<ClassScores> classes, Function<ClassScores, OptionalDouble> score) {
    return classes.stream().mapToDouble(c -> score.apply(c).orElse(0)).average().orElseThrow();
  }
}
