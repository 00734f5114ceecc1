package dev.signet.report;

import java.nio.file.Path;
import java.util.List;

/**
 * How long a training took, one row an epoch.
 *
 * @param rows epochs in order
 */
public record Timing(List<Row> rows) {
  /**
   * One epoch.
   *
   * @param picturesPerSecond trained on
   * @param seconds since the training began
   */
  public record Row(double picturesPerSecond, double seconds) {}

  public Timing {
    rows = List.copyOf(rows);
  }

  /**
   * The timing of a run; empty if there is no file.
   *
   * @throws dev.signet.SignetException if it is damaged
   */
  public static Timing read(Path file) {
    return new Timing(
        CsvRows.read(
            file,
            row ->
                new Row(
                    CsvRows.number(row, "pictures_per_second"), CsvRows.number(row, "seconds"))));
  }
}
