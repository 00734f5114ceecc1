package dev.signet.data.split;

import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Picks whole groups so that each class comes near to its share, with some left on both sides. */
final class GroupSplit {
  private final ImageSource dataset;
  private final int[] groups;
  private final int[] totals;
  private final double[] targets;

  /** Pictures of each class in each group: {@code [group][class]}. */
  private final int[][] counts;

  private final int[] held;
  private final boolean[] chosen;

  GroupSplit(ImageSource dataset, int[] groups, double fraction) {
    this.dataset = dataset;
    this.groups = groups;
    totals = dataset.classCounts();
    targets = Arrays.stream(totals).mapToDouble(total -> total * fraction).toArray();
    counts = new int[Arrays.stream(groups).max().orElse(0) + 1][totals.length];
    for (int i = 0; i < groups.length; i++) {
      counts[groups[i]][dataset.label(i)]++;
    }
    held = new int[totals.length];
    chosen = new boolean[counts.length];
    for (int label = 0; label < totals.length; label++) {
      requireTwoGroups(label);
    }
  }

  Split split(Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, counts.length).boxed().toList());
    Collections.shuffle(order, random);
    for (int group : order) {
      if (distance(group) < distance(-1) && leavesSome(group)) {
        choose(group);
      }
    }
    for (int label = 0; label < totals.length; label++) {
      if (totals[label] > 0 && held[label] == 0) {
        choose(nearest(order, label));
      }
    }
    boolean[] heldOut = new boolean[groups.length];
    for (int i = 0; i < groups.length; i++) {
      heldOut[i] = chosen[groups[i]];
    }
    return Split.of(heldOut);
  }

  /** How far the classes are from their shares if {@code group} (-1: none) is added. */
  private double distance(int group) {
    double sum = 0;
    for (int label = 0; label < totals.length; label++) {
      double more = group < 0 ? 0 : counts[group][label];
      double difference = held[label] + more - targets[label];
      sum += difference * difference;
    }
    return sum;
  }

  private boolean leavesSome(int group) {
    return IntStream.range(0, totals.length)
        .allMatch(c -> counts[group][c] == 0 || held[c] + counts[group][c] < totals[c]);
  }

  private void choose(int group) {
    chosen[group] = true;
    for (int label = 0; label < totals.length; label++) {
      held[label] += counts[group][label];
    }
  }

  private int nearest(List<Integer> order, int label) {
    int best = -1;
    for (int group : order) {
      if (!chosen[group]
          && counts[group][label] > 0
          && leavesSome(group)
          && (best < 0 || distance(group) < distance(best))) {
        best = group;
      }
    }
    if (best < 0) {
      throw new SignetException(
          "%s: no choice of whole groups leaves pictures of class %s on both sides; make the"
                  .formatted(dataset.name(), dataset.classes().get(label))
              + " groups smaller or split by class");
    }
    return best;
  }

  private void requireTwoGroups(int label) {
    long with = Arrays.stream(counts).filter(count -> count[label] > 0).count();
    if (with == 1) {
      throw new SignetException(
          String.format(
                  Locale.ROOT,
                  "%s: all %d pictures of class %s are in one group, so they cannot be on both sides of a",
                  dataset.name(),
                  totals[label],
                  dataset.classes().get(label))
              + " split; make the groups smaller or split by class");
    }
  }
}
