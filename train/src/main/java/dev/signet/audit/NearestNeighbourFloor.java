package dev.signet.audit;

import dev.signet.audit.Floor.Rule;
import dev.signet.confidence.Share;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The accuracy of looking up the nearest training picture and answering with its label. Held-out
 * pictures are answered by the training pictures; where none are held out, each training picture is
 * answered by all the others.
 *
 * @param heldOut whether the pictures that were judged are held out: the test part, else the
 *     validation part; false if they are training pictures, one left out at a time
 * @param judged how many pictures were judged: a random sample where all would take too long
 * @param available how many there are to judge
 * @param chance accuracy of always answering with the most frequent class, 0 to 1: that of all
 *     pictures, not of a sample
 * @param floors one for each rule
 */
public record NearestNeighbourFloor(
    boolean heldOut, int judged, int available, double chance, List<Floor> floors) {
  private static final long SEED = 20_260_101;

  /** A search may take one of so many parts of Java's heap. */
  private static final int HEAP_PART = 8;

  public NearestNeighbourFloor {
    floors = List.copyOf(floors);
  }

  /** Judges as many pictures as the effort allows: the first bound of it that is met. */
  public static NearestNeighbourFloor measure(DataParts parts, Effort effort) {
    ImageSource train = parts.train();
    boolean heldOut = parts.test().isPresent() || parts.validation().isPresent();
    ImageSource judged = parts.test().or(parts::validation).orElse(train);
    int[] chosen = sample(judged.size(), effort.judged(judged.size(), train.size()));
    int[] without = heldOut ? IntStream.of(chosen).map(i -> -1).toArray() : chosen;
    int[] labels = IntStream.of(chosen).map(judged::label).toArray();
    List<Floor> floors =
        Arrays.stream(Rule.values())
            .map(rule -> floor(rule, train, nearest(rule, train, judged, chosen, without), labels))
            .toList();
    return new NearestNeighbourFloor(
        heldOut, chosen.length, judged.size(), chance(train, judged), floors);
  }

  /**
   * Whether looking up the nearest picture is better than guessing: the lower end of its interval
   * is.
   */
  public boolean lookingUpHelps() {
    return nearest().interval().low() > chance;
  }

  /**
   * What a network must beat, surely: the lower end of what looking up the nearest picture scores,
   * or a guess where that is better.
   */
  public double bar() {
    return Math.max(chance, nearest().interval().low());
  }

  /** What looking up the nearest picture scores. */
  Share nearest() {
    return of(Rule.NEAREST_PICTURE).score();
  }

  /**
   * Whether a rule that sees no subject knows the class far better than a guess does: the whole
   * interval lies above chance and half as much again (of what is left, if that is less).
   */
  public boolean isShortcut(Rule rule) {
    double margin = Math.min(chance, 1 - chance) / 2;
    return rule != Rule.NEAREST_PICTURE && of(rule).score().interval().low() > chance + margin;
  }

  /** The floor of a rule. */
  public Floor of(Rule rule) {
    return floors.stream().filter(floor -> floor.rule() == rule).findFirst().orElseThrow();
  }

  private static Floor floor(Rule rule, ImageSource train, int[] nearest, int[] labels) {
    long correct =
        IntStream.range(0, labels.length).filter(i -> train.label(nearest[i]) == labels[i]).count();
    return new Floor(rule, Share.of(correct, labels.length));
  }

  private static int[] nearest(
      Rule rule, ImageSource train, ImageSource judged, int[] chosen, int[] without) {
    return switch (rule) {
      case NEAREST_PICTURE ->
          nearest(View.whole(train.pictureSize()), train, judged, chosen, without);
      case CORNERS -> nearest(View.corners(train.pictureSize()), train, judged, chosen, without);
      case COLOURS -> {
        double[][] base = ColourStatistics.ofAll(train);
        double[] weights = ColourStatistics.weights(base);
        yield IntStream.range(0, chosen.length)
            .parallel()
            .map(
                i ->
                    ColourStatistics.nearest(
                        base, ColourStatistics.of(judged.pixels(chosen[i])), weights, without[i]))
            .toArray();
      }
    };
  }

  private static int[] nearest(
      View view, ImageSource train, ImageSource judged, int[] chosen, int[] without) {
    if (NearestNeighbour.bytes(train.size(), view) > Runtime.getRuntime().maxMemory() / HEAP_PART) {
      byte[][] queries =
          IntStream.of(chosen).mapToObj(i -> view.of(judged.pixels(i))).toArray(byte[][]::new);
      return NearestScan.nearest(train, view, queries, without);
    }
    return new NearestNeighbour(view.of(train), train.size(), view)
        .nearest(chosen.length, i -> view.of(judged.pixels(chosen[i])), without);
  }

  private static double chance(ImageSource train, ImageSource judged) {
    List<Integer> counts = IntStream.of(train.classCounts()).boxed().toList();
    int frequent = counts.indexOf(Collections.max(counts));
    return (double) judged.classCounts()[frequent] / judged.size();
  }

  /** Floyd's sample without putting back, ascending; all of them if they fit. */
  private static int[] sample(int size, int wanted) {
    if (wanted == size) {
      return IntStream.range(0, size).toArray();
    }
    Random random = new Random(SEED);
    boolean[] taken = new boolean[size];
    for (int top = size - wanted; top < size; top++) {
      int drawn = random.nextInt(top + 1);
      taken[taken[drawn] ? top : drawn] = true;
    }
    return IntStream.range(0, size).filter(i -> taken[i]).toArray();
  }
}
