package dev.signet.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws with replacement in which all classes that have pictures are as frequent. Thread-safe: it
 * keeps no state.
 */
final class BalancedDraws {
  private BalancedDraws() {}

  /** As many places in the data set as it has, which {@code seed} and {@code epoch} fix. */
  static int[] order(ImageSource dataset, long seed, int epoch) {
    List<int[]> classes = members(dataset);
    Random random = Shuffle.random(seed, epoch);
    int[] order = new int[dataset.size()];
    for (int i = 0; i < order.length; i++) {
      int[] members = classes.get(random.nextInt(classes.size()));
      order[i] = members[random.nextInt(members.length)];
    }
    return order;
  }

  /** The places of each class that has some. */
  private static List<int[]> members(ImageSource dataset) {
    int[] counts = dataset.classCounts();
    List<int[]> members = new ArrayList<>();
    for (int count : counts) {
      members.add(new int[count]);
    }
    int[] filled = new int[counts.length];
    for (int i = 0; i < dataset.size(); i++) {
      int label = dataset.label(i);
      members.get(label)[filled[label]++] = i;
    }
    return members.stream().filter(some -> some.length > 0).toList();
  }
}
