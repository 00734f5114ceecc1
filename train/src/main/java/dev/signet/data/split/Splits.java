package dev.signet.data.split;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import dev.signet.data.Shuffle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Ways to hold out a part of a data set. Every class that has pictures keeps some on both sides, or
 * there is an exception that says why it cannot be.
 *
 * <p>Pictures taken in a burst are nearly the same; on both sides of a split they turn a score into
 * a memory test. {@link #byGroup} and {@link #byBlock} keep them together.
 *
 * <p>Thread-safe: it keeps no state. The same arguments give the same split everywhere.
 */
public final class Splits {
  private Splits() {}

  /**
   * Holds out {@code fraction} of each class at random.
   *
   * @param fraction more than 0, less than 1; each class gives the nearest number of pictures
   * @throws SignetException if a class has one picture only
   */
  public static Split byClass(ImageSource dataset, double fraction, long seed) {
    requireFraction(fraction);
    Random random = Shuffle.random(seed, 0);
    boolean[] held = new boolean[dataset.size()];
    for (int label = 0; label < dataset.classes().size(); label++) {
      List<Integer> members = new ArrayList<>(members(dataset, label));
      Collections.shuffle(members, random);
      members.subList(0, share(dataset, label, fraction)).forEach(i -> held[i] = true);
    }
    return Split.of(held);
  }

  /**
   * Holds out the last {@code fraction} of each class, in the order of {@code numbers}: one block a
   * class, so that at most one burst a class is cut.
   *
   * @param numbers a number for each picture, such as its photo number
   * @throws SignetException if a class has one picture only
   */
  public static Split byBlock(ImageSource dataset, long[] numbers, double fraction) {
    requireFraction(fraction);
    requireOneEach(dataset, numbers.length, "numbers");
    boolean[] held = new boolean[dataset.size()];
    for (int label = 0; label < dataset.classes().size(); label++) {
      List<Integer> members = new ArrayList<>(members(dataset, label));
      members.sort(Comparator.comparingLong(i -> numbers[i]));
      int size = members.size();
      members.subList(size - share(dataset, label, fraction), size).forEach(i -> held[i] = true);
    }
    return Split.of(held);
  }

  /**
   * Holds out whole groups, chosen at random, until each class is as near to {@code fraction} as
   * they allow.
   *
   * @param groups the group of each picture, from {@link Groups}
   * @throws SignetException if a class lies in one group only, or the groups do not let every class
   *     stay on both sides
   */
  public static Split byGroup(ImageSource dataset, int[] groups, double fraction, long seed) {
    requireFraction(fraction);
    requireOneEach(dataset, groups.length, "groups");
    return new GroupSplit(dataset, groups, fraction).split(Shuffle.random(seed, 0));
  }

  /**
   * Holds out what {@code --group} means: {@code sittings}, {@code runs} or a pattern.
   *
   * @throws SignetException if it is none of these, or the groups do not let every class stay on
   *     both sides
   */
  public static Split together(String how, ImageSource dataset, double fraction, long seed) {
    requireFraction(fraction);
    return how.equals("sittings")
        ? Sittings.of(dataset, fraction, seed).split()
        : byGroup(dataset, Groups.parse(how, dataset), fraction, seed);
  }

  static List<Integer> members(ImageSource dataset, int label) {
    return IntStream.range(0, dataset.size())
        .filter(i -> dataset.label(i) == label)
        .boxed()
        .toList();
  }

  private static int share(ImageSource dataset, int label, double fraction) {
    int size = dataset.classCounts()[label];
    requireTwo(dataset, label, size);
    return size == 0 ? 0 : (int) Math.max(1, Math.min(size - 1, Math.round(size * fraction)));
  }

  static void requireTwo(ImageSource dataset, int label, int size) {
    if (size == 1) {
      throw new SignetException(
          "%s: class %s has 1 picture; a split needs at least 2 of each class"
              .formatted(dataset.name(), dataset.classes().get(label)));
    }
  }

  private static void requireFraction(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new InvalidValueException(
          "held-out fraction must be more than 0 and less than 1 but was " + fraction);
    }
  }

  private static void requireOneEach(ImageSource dataset, int length, String what) {
    if (length != dataset.size()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d %s for %d pictures", length, what, dataset.size()));
    }
  }
}
