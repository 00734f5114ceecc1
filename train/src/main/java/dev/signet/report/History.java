package dev.signet.report;

import java.nio.file.Path;
import java.util.List;

/**
 * How a training went, one row an epoch.
 *
 * @param rows epochs in order
 */
public record History(List<Row> rows) {
  /**
   * One epoch; NaN is what was not measured.
   *
   * @param epoch from 0
   * @param trainLoss nats
   * @param trainAccuracy 0 to 1
   * @param validationLoss nats
   * @param validationAccuracy 0 to 1
   * @param learningRate of the last step
   */
  public record Row(
      int epoch,
      double trainLoss,
      double trainAccuracy,
      double validationLoss,
      double validationAccuracy,
      double learningRate) {}

  public History {
    rows = List.copyOf(rows);
  }

  /**
   * The history of a run; empty if there is no file.
   *
   * @throws dev.signet.SignetException if it is damaged
   */
  public static History read(Path file) {
    return new History(
        CsvRows.read(
            file,
            row ->
                new Row(
                    Integer.parseInt(row.getField("epoch")),
                    CsvRows.number(row, "train_loss"),
                    CsvRows.number(row, "train_accuracy"),
                    CsvRows.number(row, "validation_loss"),
                    CsvRows.number(row, "validation_accuracy"),
                    CsvRows.number(row, "learning_rate"))));
  }
}
