package dev.signet.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What a network gains by staying silent where it is unsure: for each threshold the share of the
 * pictures that it still answers (coverage) and the accuracy among those, as in Geifman and
 * El-Yaniv, "Selective Classification for Deep Neural Networks" (2017).
 *
 * @param points the highest threshold first, so coverage grows; the last one answers everything
 */
public record CoverageCurve(List<Point> points) {
  /**
   * One threshold.
   *
   * @param threshold the least confidence that is answered, 0 to 1
   * @param coverage share of the pictures that are answered, above 0 to 1
   * @param accuracy share of the right ones among these, 0 to 1
   */
  public record Point(double threshold, double coverage, double accuracy) {}

  public CoverageCurve {
    points = List.copyOf(points);
  }

  /** The curve over confidences at a temperature, with a point for each that occurs. */
  public static CoverageCurve of(LabelledLogits answers, double temperature) {
    int n = answers.size();
    double[] confidence =
        IntStream.range(0, n).mapToDouble(i -> answers.confidence(i, temperature)).toArray();
    List<Integer> surestFirst =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -confidence[i]))
            .toList();
    List<Point> points = new ArrayList<>();
    long correct = 0;
    for (int answered = 1; answered <= n; answered++) {
      int index = surestFirst.get(answered - 1);
      correct += answers.correct(index) ? 1 : 0;
      boolean last = answered == n || confidence[surestFirst.get(answered)] < confidence[index];
      if (last) {
        points.add(
            new Point(confidence[index], (double) answered / n, (double) correct / answered));
      }
    }
    return new CoverageCurve(points);
  }

  /**
   * The lowest threshold whose answers are right so often; empty if none is.
   *
   * @param accuracy 0 to 1
   */
  public OptionalDouble thresholdForAccuracy(double accuracy) {
    for (int i = points.size() - 1; i >= 0; i--) {
      if (points.get(i).accuracy() >= accuracy) {
        return OptionalDouble.of(points.get(i).threshold());
      }
    }
    return OptionalDouble.empty();
  }

  /** The same curve with at most so many points, evenly chosen, its last one among them. */
  public CoverageCurve thinned(int most) {
    int n = points.size();
    if (n <= most) {
      return this;
    }
    return new CoverageCurve(
        IntStream.rangeClosed(1, most)
            .mapToObj(k -> points.get((int) ((long) k * n / most) - 1))
            .toList());
  }
}
