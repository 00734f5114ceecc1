package dev.signet.data.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.config.ClassWeights;
import dev.signet.files.Reason;
import dev.signet.picture.ReadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Class weights in a CSV file with the columns {@code class} and {@code weight}. */
public final class ClassWeightsFile {
  private static final String EXPECTED =
      "; a CSV file with the columns class and weight is expected (--class-weights)";

  private ClassWeightsFile() {}

  /**
   * Reads the file.
   *
   * @throws SignetException if it cannot be read, a class is there twice, or a weight is no number
   *     above 0
   */
  public static ClassWeights.Given read(Path file) {
    ReadableFile.require(file);
    Map<String, Double> weights = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        if (!row.getHeader().containsAll(List.of("class", "weight"))) {
          throw new InvalidValueException(
              "%s has the columns %s%s"
                  .formatted(file, String.join(", ", row.getHeader()), EXPECTED));
        }
        add(file, row, weights);
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof SignetException own) {
        throw own;
      }
      throw new SignetException("%s: %s%s".formatted(file, Reason.of(e), EXPECTED), e);
    }
    if (weights.isEmpty()) {
      throw new InvalidValueException("%s has no rows%s".formatted(file, EXPECTED));
    }
    return of(file, weights);
  }

  private static void add(Path file, NamedCsvRecord row, Map<String, Double> weights) {
    String name = row.getField("class").strip();
    String weight = row.getField("weight").strip();
    String problem = null;
    try {
      if (weights.put(name, Double.valueOf(weight)) != null) {
        problem = "class %s is there twice; keep one row a class".formatted(name);
      }
    } catch (NumberFormatException e) {
      problem = "the weight of class %s is no number but '%s'".formatted(name, weight);
    }
    if (problem != null) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT, "%s, line %d: %s", file, row.getStartingLineNumber(), problem));
    }
  }

  private static ClassWeights.Given of(Path file, Map<String, Double> weights) {
    try {
      return new ClassWeights.Given(weights);
    } catch (InvalidValueException e) {
      throw new InvalidValueException("%s: %s".formatted(file, e.getMessage()));
    }
  }
}
