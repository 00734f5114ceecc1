package dev.signet.audit;

import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.split.Groups;
import dev.signet.data.split.PhotoNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Photos that were taken one after another, told by the numbers in their file names: of one burst,
 * or of one person. Whether they look alike is measured as well, because numbers alone prove
 * nothing.
 *
 * @param runs runs of consecutive numbers in all parts together
 * @param longest pictures in the longest run
 * @param heldOutInTrainRuns held-out pictures whose run has training pictures, too
 * @param heldOut held-out pictures
 * @param likeness median distance of neighbours by number over that of random pairs with the same
 *     two labels: below 1 neighbours look more alike than their labels make them
 */
public record Bursts(int runs, int longest, int heldOutInTrainRuns, int heldOut, double likeness) {
  /** Below this neighbours look alike. */
  public static final double ALIKE = 0.9;

  private static final int MOST_PAIRS = 2000;
  private static final int LEAST_PAIRS = 50;

  /** Empty if the pictures have no file names with numbers, or too few of them are neighbours. */
  public static Optional<Bursts> of(DataParts parts) {
    List<ImageSource> all = new ArrayList<>(List.of(parts.train()));
    parts.validation().ifPresent(all::add);
    parts.test().ifPresent(all::add);
    List<long[]> numbers = new ArrayList<>();
    for (ImageSource dataset : all) {
      Optional<long[]> own = PhotoNumbers.ifInFileNames(dataset);
      if (own.isEmpty()) {
        return Optional.empty();
      }
      numbers.add(own.get());
    }
    double likeness = likeness(parts.train(), numbers.get(0));
    if (Double.isNaN(likeness)) {
      return Optional.empty();
    }
    return Optional.of(count(numbers, likeness));
  }

  /** Whether neighbours look alike, so that they belong on one side of a split. */
  public boolean lookAlike() {
    return likeness < ALIKE;
  }

  private static Bursts count(List<long[]> numbers, double likeness) {
    int[] groups = Groups.byRuns(numbers.stream().flatMapToLong(Arrays::stream).toArray());
    int[] sizes = new int[IntStream.of(groups).max().orElse(0) + 1];
    IntStream.of(groups).forEach(group -> sizes[group]++);
    int train = numbers.get(0).length;
    Set<Integer> trained = new TreeSet<>();
    for (int i = 0; i < train; i++) {
      trained.add(groups[i]);
    }
    int shared =
        (int)
            IntStream.range(train, groups.length).filter(i -> trained.contains(groups[i])).count();
    return new Bursts(
        sizes.length, IntStream.of(sizes).max().orElse(0), shared, groups.length - train, likeness);
  }

  /** NaN if there are too few neighbours to tell. */
  private static double likeness(ImageSource train, long[] numbers) {
    int[] order =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted(java.util.Comparator.comparingLong(i -> numbers[i]))
            .mapToInt(i -> i)
            .toArray();
    int[] neighbours =
        IntStream.range(1, order.length)
            .filter(k -> numbers[order[k]] - numbers[order[k - 1]] == 1)
            .toArray();
    if (neighbours.length < LEAST_PAIRS) {
      return Double.NaN;
    }
    Random random = new Random(neighbours.length);
    List<List<Integer>> ofLabel = membersByLabel(train);
    int pairs = Math.min(MOST_PAIRS, neighbours.length);
    double[] near = new double[pairs];
    double[] far = new double[pairs];
    for (int p = 0; p < pairs; p++) {
      int k = neighbours[(int) ((long) p * neighbours.length / pairs)];
      int one = order[k - 1];
      List<Integer> like = ofLabel.get(train.label(order[k]));
      int other = like.get(random.nextInt(like.size()));
      near[p] = PixelDistance.rms(train.pixels(one), train.pixels(order[k]));
      far[p] = other == one ? near[p] : PixelDistance.rms(train.pixels(one), train.pixels(other));
    }
    return median(near) / Math.max(1e-9, median(far));
  }

  private static List<List<Integer>> membersByLabel(ImageSource dataset) {
    List<List<Integer>> members = new ArrayList<>();
    dataset.classes().forEach(unused -> members.add(new ArrayList<>()));
    for (int i = 0; i < dataset.size(); i++) {
      members.get(dataset.label(i)).add(i);
    }
    return members;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
