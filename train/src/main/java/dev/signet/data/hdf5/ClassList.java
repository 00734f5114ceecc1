package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.UnreadableNames;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What {@code list_classes} says, and how labels are read by it. Labels are positions in the list;
 * where the list holds numbers they may be those numbers instead, if only that reading fits.
 */
final class ClassList {
  private static final long MOST_COUNTED = 100_000;

  private final String where;
  private final List<String> names;
  private final long[] values;

  private ClassList(String where, List<String> names, long[] values) {
    this.where = where;
    this.names = names;
    this.values = values;
    if (names.size() < 2) {
      throw new SignetException(
          "%s has one class (%s); at least two are needed to tell apart"
              .formatted(where, names.get(0)));
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new SignetException("%s names a class twice: %s".formatted(where, names));
    }
    for (int i = 0; i < names.size(); i++) {
      if (UnreadableNames.isOne(names.get(i))) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s[%d] is no UTF-8 ('%s'); store the names of the classes as UTF-8",
                where,
                i,
                names.get(i)));
      }
    }
  }

  static ClassList ofNames(String where, List<String> names) {
    return new ClassList(where, names, LongStream.range(0, names.size()).toArray());
  }

  static ClassList ofNumbers(String where, long[] numbers) {
    return new ClassList(where, LongStream.of(numbers).mapToObj(Long::toString).toList(), numbers);
  }

  /** The classes 0 to the largest label, for a file that names none. */
  static ClassList counted(String labelsWhere, long[] labels) {
    LongSummaryStatistics range = LongStream.of(labels).summaryStatistics();
    if (range.getMin() != 0 || range.getMax() >= MOST_COUNTED) {
      throw new SignetException(
          String.format(
                  Locale.ROOT,
                  "%s holds labels from %d to %d, and without list_classes 0 to k-1 is expected; store",
                  labelsWhere,
                  range.getMin(),
                  range.getMax())
              + " list_classes");
    }
    return ofNumbers(labelsWhere, LongStream.rangeClosed(0, range.getMax()).toArray());
  }

  /** Classes 0, 1, 2, ... as the article's integers; others as strings, which leave no doubt. */
  static Object toStored(List<String> names) {
    List<String> counted = IntStream.range(0, names.size()).mapToObj(Integer::toString).toList();
    return names.equals(counted)
        ? LongStream.range(0, names.size()).toArray()
        : names.toArray(String[]::new);
  }

  List<String> names() {
    return names;
  }

  /** Where the list stands. */
  String where() {
    return where;
  }

  /** Labels that are names of classes, as positions in the list. */
  int[] indicesOfNames(String labelsWhere, List<String> labels) {
    int[] indices = labels.stream().mapToInt(names::indexOf).toArray();
    for (int i = 0; i < indices.length; i++) {
      if (indices[i] < 0) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s[%d] is '%s', which is not in %s; correct the label or the list",
                labelsWhere,
                i,
                labels.get(i),
                where));
      }
    }
    return indices;
  }

  /** The labels as positions in the list. */
  int[] indices(String labelsWhere, long[] labels) {
    List<Long> byValue = LongStream.of(values).boxed().toList();
    boolean positions = LongStream.of(labels).allMatch(l -> l >= 0 && l < names.size());
    boolean numbers = LongStream.of(labels).allMatch(byValue::contains);
    int[] asPositions = LongStream.of(labels).mapToInt(l -> (int) l).toArray();
    int[] asNumbers = LongStream.of(labels).mapToInt(byValue::indexOf).toArray();
    if (positions && numbers && !Arrays.equals(asPositions, asNumbers)) {
      throw new SignetException(
          "%s can be read as positions in list_classes or as its numbers %s, and the two differ;"
                  .formatted(labelsWhere, names)
              + " store the classes as strings to mean positions");
    }
    if (positions || numbers) {
      return positions ? asPositions : asNumbers;
    }
    throw outOfRange(labelsWhere, labels);
  }

  private SignetException outOfRange(String labelsWhere, long[] labels) {
    int at = 0;
    while (labels[at] >= 0 && labels[at] < names.size() && at < labels.length - 1) {
      at++;
    }
    return new SignetException(
        String.format(
            Locale.ROOT,
            "%s[%d] is %d, but %s has %d classes, so 0 to %d is expected; correct the label or the list",
            labelsWhere,
            at,
            labels[at],
            where,
            names.size(),
            names.size() - 1));
  }
}
