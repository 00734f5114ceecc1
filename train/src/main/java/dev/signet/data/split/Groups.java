package dev.signet.data.split;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/**
 * Which pictures belong together, one person or one burst: a group number for each picture, 0
 * first, for {@link Splits#byGroup}.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class Groups {
  private Groups() {}

  /**
   * What {@code --group} means: {@code sittings} (by the dates and times, or numbers, in the
   * names), {@code runs} (of the numbers in the names), else a pattern.
   *
   * @throws SignetException if it is no pattern, or a picture's name does not fit
   */
  public static int[] parse(String how, ImageSource dataset) {
    if (how.equals("sittings")) {
      return Sittings.groups(dataset);
    }
    if (how.equals("runs")) {
      return byRuns(PhotoNumbers.fromNames(dataset));
    }
    try {
      return byPattern(Pattern.compile(how), dataset);
    } catch (PatternSyntaxException e) {
      throw new InvalidValueException(
          "group must be sittings, runs or a regular expression but was %s: %s"
              .formatted(how, e.getDescription()));
    }
  }

  /**
   * Pictures belong together if {@code pattern} finds the same in their ids: its first capturing
   * group, or all that it matches if it has none.
   *
   * @throws SignetException if it finds nothing in an id
   */
  public static int[] byPattern(Pattern pattern, ImageSource dataset) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] groups = new int[dataset.size()];
    for (int i = 0; i < groups.length; i++) {
      String id = dataset.id(i);
      Matcher matcher = pattern.matcher(id);
      String key = matcher.find() ? matcher.group(Math.min(1, matcher.groupCount())) : null;
      if (key == null) {
        throw new SignetException(
            "%s: group pattern %s finds nothing in %s; it must fit every picture"
                .formatted(dataset.name(), pattern, id));
      }
      groups[i] = numbers.computeIfAbsent(key, unused -> numbers.size());
    }
    return groups;
  }

  /**
   * Pictures belong together if their numbers follow one another: a new group begins where the gap
   * to the next smaller number is more than 1, in whichever class.
   */
  public static int[] byRuns(long[] numbers) {
    List<Integer> order =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted(Comparator.comparingLong(i -> numbers[i]))
            .toList();
    int[] groups = new int[numbers.length];
    for (int k = 1; k < numbers.length; k++) {
      boolean gap = numbers[order.get(k)] - numbers[order.get(k - 1)] > 1;
      groups[order.get(k)] = groups[order.get(k - 1)] + (gap ? 1 : 0);
    }
    return groups;
  }
}
