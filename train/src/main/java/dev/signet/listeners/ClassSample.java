package dev.signet.listeners;

import dev.signet.data.ImageSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A few pictures that stand for all: the same ones every time. */
final class ClassSample {
  private ClassSample() {}

  /**
   * The indices of at most {@code most} pictures: one of each class, then a second of each and so
   * on, those of a class spread evenly over it, because neighbours are often of one burst.
   */
  static int[] of(ImageSource pictures, int most) {
    List<List<Integer>> classes = new ArrayList<>();
    pictures.classes().forEach(name -> classes.add(new ArrayList<>()));
    for (int index = 0; index < pictures.size(); index++) {
      classes.get(pictures.label(index)).add(index);
    }
    classes.removeIf(List::isEmpty);
    int rounds = (most + classes.size() - 1) / classes.size();
    return IntStream.range(0, rounds)
        .boxed()
        .flatMap(
            round ->
                classes.stream()
                    .filter(each -> round < each.size())
                    .map(each -> spread(each, round, Math.min(rounds, each.size()))))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static int spread(List<Integer> indices, int round, int rounds) {
    return indices.get((int) ((long) round * indices.size() / rounds));
  }
}
