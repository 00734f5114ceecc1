package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.picture.NaturalOrder;
import dev.signet.picture.ReadableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Where kinds of data that do not name their classes get names. Thread-safe: no state. */
public final class ClassNames {
  private static final int MOST = 100_000;

  private ClassNames() {}

  /**
   * Labels that are words, or numbers in any order.
   *
   * @param classes the different ones in natural order, 2 before 10
   * @param labels for each, its place among the classes
   */
  public record Named(List<String> classes, int[] labels) {
    /** Of the label of each picture. */
    public static Named of(List<String> words) {
      List<String> classes = words.stream().distinct().sorted(NaturalOrder.INSTANCE).toList();
      Map<String, Integer> places = new HashMap<>();
      classes.forEach(name -> places.put(name, places.size()));
      return new Named(classes, words.stream().mapToInt(places::get).toArray());
    }
  }

  /**
   * Classes called 0, 1, 2 and so on, up to the highest label.
   *
   * @param where the labels lie, for the message
   * @throws SignetException if a label is negative or far too high for a class
   */
  public static List<String> numbered(String where, int[] labels) {
    int most = Arrays.stream(labels).max().orElse(0);
    int least = Arrays.stream(labels).min().orElse(0);
    if (least < 0 || most >= MOST) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s holds the label %d; labels from 0 to the number of classes are expected",
              where,
              least < 0 ? least : most));
    }
    return IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
  }

  /** The lines of a file without empty ones at its end: a class each. */
  public static List<String> lines(Path file) {
    ReadableFile.require(file);
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      lines.replaceAll(String::strip);
      while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
        lines.remove(lines.size() - 1);
      }
      return lines;
    } catch (IOException e) {
      throw new SignetException(
          "%s: %s; one class a line is expected".formatted(file, Reason.of(e)), e);
    }
  }
}
