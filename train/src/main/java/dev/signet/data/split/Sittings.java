package dev.signet.data.split;

import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A part set aside so that who was photographed in one sitting is on one side of it, as far as the
 * pictures allow. Names tell: a date and time in them ({@code camera-20260131-142530-0007.jpg}), or
 * else numbers that follow one another.
 *
 * @param kind what was kept together
 * @param count sittings, or bursts, that there are
 * @param cut classes that are of one burst, so that it had to be cut
 * @param split which pictures stay
 */
public record Sittings(Kind kind, int count, List<String> cut, Split split) {
  /** Longer pauses are taken for the end of a sitting. */
  private static final long PAUSE_SECONDS = 120;

  /** Of a part that is as large as was asked for; a sitting that is too large is no part. */
  private static final double MOST_TIMES = 2.5;

  private static final double MOST = 0.5;

  private static final Pattern MOMENT =
      Pattern.compile(
          "(?<!\\d)((?:19|20)\\d{2})(\\d{2})(\\d{2})[-_T](\\d{2})(\\d{2})(\\d{2})(?:\\D|\\d{3}(?!\\d)|$)");
  private static final Pattern NUMBER = Pattern.compile("^(.*?)([0-9]{1,18})([^0-9]*)$");

  /** What is kept together. */
  public enum Kind {
    /** All that was photographed without a longer pause, whatever its class. */
    SITTINGS,
    /** Pictures of one class that were taken in one go. */
    BURSTS,
    /** The same, but some classes are of one burst only and of that the last pictures are aside. */
    CUT,
    /** Nothing: the names do not tell what belongs together. */
    NOTHING
  }

  /** What a name tells: from which series it is, and when or where in it. */
  private record Place(String series, long at, boolean dated) {
    long farthest() {
      return dated ? PAUSE_SECONDS : 1;
    }
  }

  /** Keeps its own list. */
  public Sittings {
    cut = List.copyOf(cut);
  }

  /**
   * Sets a part aside.
   *
   * @param fraction of each class, above 0 and below 1; whole sittings come near to it
   * @param seed of the choice
   * @throws SignetException if a class has one picture only
   */
  public static Sittings of(ImageSource pictures, double fraction, long seed) {
    List<Optional<Place>> places = places(pictures);
    int[] sittings = groups(places, i -> 0);
    if (largest(sittings) == 1) {
      Split split = Splits.byClass(pictures, fraction, seed);
      return new Sittings(Kind.NOTHING, pictures.size(), List.of(), split);
    }
    Optional<Split> whole = whole(pictures, sittings, fraction, seed);
    if (whole.isPresent()) {
      return new Sittings(Kind.SITTINGS, count(sittings), List.of(), whole.get());
    }
    int[] bursts = groups(withoutPauses(places), pictures::label);
    int there = count(bursts);
    List<String> cut = cut(pictures, bursts, fraction);
    Split split = Splits.byGroup(pictures, bursts, fraction, seed);
    return new Sittings(cut.isEmpty() ? Kind.BURSTS : Kind.CUT, there, cut, split);
  }

  /** The sitting of each picture, whatever its class. */
  static int[] groups(ImageSource pictures) {
    return groups(places(pictures), i -> 0);
  }

  private static List<Optional<Place>> places(ImageSource pictures) {
    return IntStream.range(0, pictures.size()).mapToObj(i -> place(pictures.id(i))).toList();
  }

  private static Optional<Place> place(String id) {
    String stem = PhotoNumbers.stem(id);
    Matcher moment = MOMENT.matcher(stem);
    if (moment.find()) {
      int[] parts =
          IntStream.rangeClosed(1, 6).map(i -> Integer.parseInt(moment.group(i))).toArray();
      try {
        LocalDateTime time =
            LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
        return Optional.of(new Place("", time.toEpochSecond(ZoneOffset.UTC), true));
      } catch (DateTimeException e) {
        // a number that looks like a date
      }
    }
    Matcher number = NUMBER.matcher(stem);
    return number.matches()
        ? Optional.of(
            new Place(
                number.group(1) + "#" + number.group(3), Long.parseLong(number.group(2)), false))
        : Optional.empty();
  }

  /** A burst has one moment, that of its beginning; numbers tell no more than before. */
  private static List<Optional<Place>> withoutPauses(List<Optional<Place>> places) {
    return places.stream()
        .map(it -> it.map(place -> place.dated() ? new Place("at " + place.at(), 0, true) : place))
        .toList();
  }

  /** Those of one class and series without a longer pause; what tells nothing stands alone. */
  private static int[] groups(List<Optional<Place>> places, ToLongFunction<Integer> classOf) {
    Map<String, List<Integer>> series = new HashMap<>();
    int[] groups = new int[places.size()];
    int next = 0;
    List<String> order = new ArrayList<>();
    for (int i = 0; i < groups.length; i++) {
      if (places.get(i).isEmpty()) {
        groups[i] = next++;
        continue;
      }
      Place place = places.get(i).get();
      String key = classOf.applyAsLong(i) + " " + place.dated() + " " + place.series();
      series
          .computeIfAbsent(
              key,
              each -> {
                order.add(each);
                return new ArrayList<>();
              })
          .add(i);
    }
    for (String key : order) {
      List<Integer> members = series.getOrDefault(key, List.of());
      members.sort(Comparator.comparingLong(i -> places.get(i).orElseThrow().at()));
      for (int k = 0; k < members.size(); k++) {
        Place place = places.get(members.get(k)).orElseThrow();
        boolean begins =
            k == 0
                || place.at() - places.get(members.get(k - 1)).orElseThrow().at()
                    > place.farthest();
        next += begins ? 1 : 0;
        groups[members.get(k)] = next - 1;
      }
    }
    return groups;
  }

  private static int count(int[] groups) {
    return IntStream.of(groups).max().orElse(-1) + 1;
  }

  private static long largest(int[] groups) {
    long[] sizes = new long[count(groups)];
    IntStream.of(groups).forEach(group -> sizes[group]++);
    return Arrays.stream(sizes).max().orElse(0);
  }

  /** Whole sittings, if they leave something of each class on both sides and enough to learn. */
  private static Optional<Split> whole(
      ImageSource pictures, int[] sittings, double fraction, long seed) {
    try {
      Split split = Splits.byGroup(pictures, sittings, fraction, seed);
      double aside = (double) split.heldOut().length / pictures.size();
      return aside <= Math.min(Math.max(MOST, fraction), MOST_TIMES * fraction)
          ? Optional.of(split)
          : Optional.empty();
    } catch (SignetException e) { // a class lies in one sitting, or no choice suits all classes
      return Optional.empty();
    }
  }

  /** Makes two groups of the burst that is all that a class has; the names of such classes. */
  private static List<String> cut(ImageSource pictures, int[] bursts, double fraction) {
    List<String> cut = new ArrayList<>();
    int next = count(bursts);
    for (int label = 0; label < pictures.classes().size(); label++) {
      int own = label;
      int[] members =
          IntStream.range(0, bursts.length).filter(i -> pictures.label(i) == own).toArray();
      if (IntStream.of(members).map(i -> bursts[i]).distinct().count() == 1 && members.length > 1) {
        long last =
            Math.max(1, Math.min(members.length - 1, Math.round(members.length * fraction)));
        for (int k = members.length - (int) last; k < members.length; k++) {
          bursts[members[k]] = next;
        }
        next++;
        cut.add(pictures.classes().get(label));
      }
    }
    return cut;
  }
}
