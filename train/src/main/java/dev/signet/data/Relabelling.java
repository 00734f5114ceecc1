package dev.signet.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.picture.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * New labels for some pictures of a data set, from a CSV file with the columns {@link #INDEX},
 * {@link #LABEL} (the one it has) and {@link #NEW_LABEL} (empty: it stays). Immutable.
 *
 * @param labels the new label by the picture's index, only where it differs from the old one
 */
public record Relabelling(Map<Integer, Integer> labels) {
  /** Column: the picture's place in the data set, 0 first. */
  public static final String INDEX = "index";

  /** Column: the name of the class that the picture has. */
  public static final String LABEL = "label";

  /** Column: the name of the class that it should have, or nothing. */
  public static final String NEW_LABEL = "new_label";

  /** Copies the map. */
  public Relabelling {
    labels = Map.copyOf(labels);
  }

  /**
   * Reads a file.
   *
   * @throws SignetException if it cannot be read, names a class or a picture that the data set does
   *     not have, names a picture twice, or an old label is not the data set's: then it was made
   *     for other pictures
   */
  public static Relabelling read(Path file, ImageSource dataset) {
    ReadableFile.require(file);
    Map<Integer, Integer> labels = new TreeMap<>();
    boolean[] seen = new boolean[dataset.size()];
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        readRow(file, dataset, row, seen, labels);
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof SignetException own) {
        throw own;
      }
      throw new SignetException(
          "%s: %s; a CSV file with the columns %s, %s and %s is expected"
              .formatted(file, Reason.of(e), INDEX, LABEL, NEW_LABEL),
          e);
    }
    return new Relabelling(labels);
  }

  private static void readRow(
      Path file,
      ImageSource dataset,
      NamedCsvRecord row,
      boolean[] seen,
      Map<Integer, Integer> labels) {
    String place = String.format(Locale.ROOT, "%s, line %d", file, row.getStartingLineNumber());
    int index = Integer.parseInt(row.getField(INDEX).strip());
    if (index < 0 || index >= seen.length || seen[index]) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s: index %d is there twice or outside 0 to %d",
              place,
              index,
              seen.length - 1));
    }
    seen[index] = true;
    List<String> classes = dataset.classes();
    String has = classes.get(dataset.label(index));
    String old = row.getField(LABEL).strip();
    if (!old.equals(has)) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s: picture %d has label %s, but the file says %s; it was made for other pictures",
              place,
              index,
              has,
              old));
    }
    String wanted = row.getField(NEW_LABEL).strip();
    if (wanted.isEmpty() || wanted.equals(has)) {
      return;
    }
    if (!classes.contains(wanted)) {
      throw new SignetException(
          "%s: there is no class '%s'; one of %s is expected".formatted(place, wanted, classes));
    }
    labels.put(index, classes.indexOf(wanted));
  }

  /** A view of the data set with the new labels. */
  public ImageSource apply(ImageSource dataset) {
    int[] all = new int[dataset.size()];
    Arrays.setAll(all, i -> labels.getOrDefault(i, dataset.label(i)));
    return dataset.labelled(dataset.classes(), all);
  }
}
