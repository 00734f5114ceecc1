package dev.signet.report;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.signet.SignetException;
import dev.signet.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the tables of a run. */
final class CsvRows {
  private CsvRows() {}

  /**
   * The rows of a file; none if there is no file. A last row without its line end is left out: it
   * is being written.
   */
  static <R> List<R> read(Path file, Function<NamedCsvRecord, R> row) {
    List<R> rows = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return rows;
    }
    try (CsvReader<NamedCsvRecord> records =
        CsvReader.builder().ofNamedCsvRecord(wholeLines(file))) {
      for (NamedCsvRecord each : records) {
        rows.add(row.apply(each));
      }
    } catch (IOException | RuntimeException e) {
      throw new SignetException(
          "%s is no table that a run writes: %s".formatted(file, Reason.of(e)), e);
    }
    return rows;
  }

  private static String wholeLines(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  /** A number; NaN if it was not measured. */
  static double number(NamedCsvRecord row, String column) {
    String field = row.getField(column);
    return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
  }
}
