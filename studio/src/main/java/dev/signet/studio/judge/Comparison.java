package dev.signet.studio.judge;

import dev.signet.confidence.Share;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.McNemar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two runs, by the pictures that both were judged by and neither had learned from.
 *
 * @param count such pictures; with none of them nothing else means anything
 * @param first accuracy of the first on them, 0 to 1
 * @param second accuracy of the second
 * @param onlyFirst pictures that only the first gets right
 * @param onlySecond pictures that only the second gets right
 * @param pValue how probable so uneven a division would be between equals
 * @param differ whether the difference is hardly luck
 * @param picturesOfFirst some that only the first gets right, with what the second says
 * @param picturesOfSecond some that only the second gets right, with what the first says
 */
public record Comparison(
    int count,
    double first,
    double second,
    long onlyFirst,
    long onlySecond,
    double pValue,
    boolean differ,
    List<JudgedPicture> picturesOfFirst,
    List<JudgedPicture> picturesOfSecond) {
  private static final int MOST_PICTURES = 8;

  /** Keeps its own lists. */
  public Comparison {
    picturesOfFirst = List.copyOf(picturesOfFirst);
    picturesOfSecond = List.copyOf(picturesOfSecond);
  }

  /**
   * Compares what two models said.
   *
   * @param find the picture of the project, if it is still there
   */
  public static Comparison of(
      List<EvaluatedPicture> first,
      List<EvaluatedPicture> second,
      Function<EvaluatedPicture, Optional<JudgedPicture>> find) {
    Map<String, EvaluatedPicture> others = new LinkedHashMap<>();
    second.forEach(it -> others.put(it.id(), it));
    List<EvaluatedPicture> onlyFirst = new ArrayList<>();
    List<EvaluatedPicture> onlySecond = new ArrayList<>();
    int count = 0;
    long rightOfFirst = 0;
    long rightOfSecond = 0;
    for (EvaluatedPicture mine : first) {
      EvaluatedPicture other = others.get(mine.id());
      if (other == null || !other.label().equals(mine.label())) {
        continue;
      }
      count++;
      rightOfFirst += mine.correct() ? 1 : 0;
      rightOfSecond += other.correct() ? 1 : 0;
      if (mine.correct() && !other.correct()) {
        onlyFirst.add(other);
      } else if (other.correct() && !mine.correct()) {
        onlySecond.add(mine);
      }
    }
    McNemar test = McNemar.of(onlyFirst.size(), onlySecond.size());
    return new Comparison(
        count,
        count == 0 ? 0 : Share.of(rightOfFirst, count).accuracy(),
        count == 0 ? 0 : Share.of(rightOfSecond, count).accuracy(),
        test.onlyFirst(),
        test.onlySecond(),
        test.pValue(),
        test.significant(),
        some(onlyFirst, find),
        some(onlySecond, find));
  }

  private static List<JudgedPicture> some(
      List<EvaluatedPicture> pictures, Function<EvaluatedPicture, Optional<JudgedPicture>> find) {
    return pictures.stream().flatMap(it -> find.apply(it).stream()).limit(MOST_PICTURES).toList();
  }
}
