package dev.signet.data.split;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.data.ImageSource;
import dev.signet.data.Shuffle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A data set dealt into folds for a cross-validation: each picture is in one, each class as evenly
 * as possible in all. Whichever fold is left out, every class that has pictures is among the rest.
 * Immutable; the same arguments give the same folds everywhere.
 */
public final class Folds {
  private final int[] foldOf;

  private Folds(ImageSource dataset, int[] foldOf, int folds) {
    this.foldOf = foldOf;
    for (int fold = 0; fold < folds; fold++) {
      int current = fold;
      if (IntStream.of(foldOf).noneMatch(f -> f == current)) {
        throw new InvalidValueException(
            Text.of(
                "%s: nothing is left for fold %d of %d; choose fewer folds (--folds)",
                dataset.name(), fold + 1, folds));
      }
    }
  }

  /**
   * Cuts each class into blocks, in the order of {@code numbers}, so that a burst is cut as seldom
   * as possible.
   *
   * @param numbers a number for each picture, such as its photo number
   * @throws SignetException if a class has one picture only, or a fold none
   */
  public static Folds byBlock(ImageSource dataset, long[] numbers, int folds) {
    int[] foldOf = new int[dataset.size()];
    int[] counts = dataset.classCounts();
    for (int label = 0; label < counts.length; label++) {
      List<Integer> members = new ArrayList<>(Splits.members(dataset, label));
      Splits.requireTwo(dataset, label, members.size());
      members.sort(Comparator.comparingLong(i -> numbers[i]));
      for (int k = 0; k < members.size(); k++) {
        // Each class begins with another fold, or the first ones would get all that is left over.
        foldOf[members.get(k)] = (int) (((long) k * folds / members.size() + label) % folds);
      }
    }
    return new Folds(dataset, foldOf, folds);
  }

  /**
   * Deals whole groups out, the largest first, each to the fold in which its classes are the
   * scarcest.
   *
   * @param groups the group of each picture, from {@link Groups}
   * @throws SignetException if there are fewer groups than folds, or all pictures of a class come
   *     into one fold
   */
  public static Folds byGroup(ImageSource dataset, int[] groups, int folds, long seed) {
    return new Folds(
        dataset, new GroupDeal(dataset, groups, folds).deal(Shuffle.random(seed, 0)), folds);
  }

  /**
   * One fold and the others.
   *
   * @param fold that is held out, from 1
   */
  public Split split(int fold) {
    boolean[] held = new boolean[foldOf.length];
    for (int i = 0; i < held.length; i++) {
      held[i] = foldOf[i] == fold - 1;
    }
    return Split.of(held);
  }

  /** Deals groups into folds. */
  private static final class GroupDeal {
    private final ImageSource dataset;
    private final int[] groups;
    private final int[] totals;
    private final int[][] counts;
    private final int[][] dealt;

    GroupDeal(ImageSource dataset, int[] groups, int folds) {
      this.dataset = dataset;
      this.groups = groups;
      totals = dataset.classCounts();
      counts = new int[IntStream.of(groups).max().orElse(0) + 1][totals.length];
      for (int i = 0; i < groups.length; i++) {
        counts[groups[i]][dataset.label(i)]++;
      }
      dealt = new int[folds][totals.length];
      for (int label = 0; label < totals.length; label++) {
        Splits.requireTwo(dataset, label, totals[label]);
      }
      if (counts.length < folds) {
        throw new InvalidValueException(
            Text.of(
                "%s: %d folds (--folds) need as many groups, but there are %d (--group); choose"
                    + " fewer folds or smaller groups",
                dataset.name(), folds, counts.length));
      }
    }

    int[] deal(Random random) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, counts.length).boxed().toList());
      Collections.shuffle(order, random);
      order.sort(Comparator.comparingInt(group -> -IntStream.of(counts[group]).sum())); // stable
      int[] foldOf = new int[counts.length];
      for (int group : order) {
        foldOf[group] = scarcest(group);
        for (int label = 0; label < totals.length; label++) {
          dealt[foldOf[group]][label] += counts[group][label];
        }
      }
      requireEveryClassOutside();
      return IntStream.of(groups).map(group -> foldOf[group]).toArray();
    }

    private int scarcest(int group) {
      return IntStream.range(0, dealt.length)
          .boxed()
          .min(
              Comparator.comparingDouble((Integer fold) -> crowd(fold, group))
                  .thenComparingInt(fold -> IntStream.of(dealt[fold]).sum()))
          .orElseThrow();
    }

    /** By how much the squares of the classes' shares in the fold would grow. */
    private double crowd(int fold, int group) {
      double sum = 0;
      for (int label = 0; label < totals.length; label++) {
        if (counts[group][label] > 0) {
          double more = (double) counts[group][label] / totals[label];
          sum += more * (more + 2.0 * dealt[fold][label] / totals[label]);
        }
      }
      return sum;
    }

    private void requireEveryClassOutside() {
      for (int label = 0; label < totals.length; label++) {
        for (int[] fold : dealt) {
          if (totals[label] > 0 && fold[label] == totals[label]) {
            throw new SignetException(
                "%s: all pictures of class %s are in one fold, so nothing is left to learn it from;"
                        .formatted(dataset.name(), dataset.classes().get(label))
                    + " make the groups smaller (--group)");
          }
        }
      }
    }
  }
}
