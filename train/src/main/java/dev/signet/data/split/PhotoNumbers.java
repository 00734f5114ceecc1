package dev.signet.data.split;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import dev.signet.files.Reason;
import dev.signet.picture.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number that a camera gave each picture: neighbours are likely of one burst or one person.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class PhotoNumbers {
  private static final Pattern LAST_INTEGER = Pattern.compile("([0-9]{1,18})[^0-9]*$");

  private PhotoNumbers() {}

  /**
   * The last integer in the name of each picture's file: 1118 for {@code digits/0/IMG_1118.JPG}.
   *
   * @throws SignetException if a name has none
   */
  public static long[] fromNames(ImageSource dataset) {
    long[] numbers = new long[dataset.size()];
    for (int i = 0; i < numbers.length; i++) {
      String id = dataset.id(i);
      Matcher integer = LAST_INTEGER.matcher(stem(id));
      if (!integer.find()) {
        throw new SignetException(
            "%s: the name of %s has no number; name the files by photo number or group by a pattern"
                .formatted(dataset.name(), id));
      }
      numbers[i] = Long.parseLong(integer.group(1));
    }
    return numbers;
  }

  /**
   * As {@link #fromNames}; empty if a picture has no file of its own (it lies in HDF5, or was
   * drawn) or no number in its name.
   */
  public static Optional<long[]> ifInFileNames(ImageSource dataset) {
    for (int i = 0; i < dataset.size(); i++) {
      String id = dataset.id(i);
      if (id.endsWith("]") || !LAST_INTEGER.matcher(stem(id)).find()) {
        return Optional.empty();
      }
    }
    return Optional.of(fromNames(dataset));
  }

  /**
   * The column {@code shot} of a CSV file, for data sets whose pictures have no names; its column
   * {@code index} says which picture a row is about, 0 first.
   *
   * @throws SignetException if the file cannot be read or does not give each picture one number
   */
  public static long[] fromCsv(Path file, ImageSource dataset) {
    ReadableFile.require(file);
    long[] numbers = new long[dataset.size()];
    Arrays.fill(numbers, -1);
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        int index = Integer.parseInt(row.getField("index"));
        if (index < 0 || index >= numbers.length || numbers[index] >= 0) {
          throw new SignetException(
              String.format(
                  Locale.ROOT,
                  "%s, line %d: index %d is there twice or outside 0 to %d; one row a picture is expected",
                  file,
                  row.getStartingLineNumber(),
                  index,
                  numbers.length - 1));
        }
        numbers[index] = Long.parseLong(row.getField("shot"));
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof SignetException own) {
        throw own;
      }
      throw new SignetException(
          "%s: %s; a CSV file with the columns index and shot, both integers, is expected"
              .formatted(file, Reason.of(e)),
          e);
    }
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 0) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s has no row for picture %d; one row for each of the %d pictures of %s is expected",
                file,
                i,
                numbers.length,
                dataset.name()));
      }
    }
    return numbers;
  }

  static String stem(String id) {
    String name = id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf('\\')) + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
