package dev.signet.metrics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The answers class by class.
 *
 * @param scores of each class, in order
 * @param macro their means
 * @param confusion pictures by true (rows) and predicted (columns) class
 */
public record ClassReport(List<ClassScores> scores, MacroScores macro, List<List<Long>> confusion) {
  /** Counts the answers. */
  public static ClassReport of(LabelledLogits answers, List<String> labels) {
    ConfusionMatrix matrix = answers.confusion();
    List<ClassScores> scores = ClassScores.of(matrix, labels);
    List<List<Long>> confusion =
        IntStream.range(0, labels.size())
            .mapToObj(
                label ->
                    IntStream.range(0, labels.size())
                        .mapToObj(predicted -> matrix.count(label, predicted))
                        .toList())
            .toList();
    return new ClassReport(scores, MacroScores.of(scores), confusion);
  }
}
