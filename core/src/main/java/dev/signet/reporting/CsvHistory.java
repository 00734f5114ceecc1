package dev.signet.reporting;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.files.WriteFailure;
import dev.signet.metrics.Evaluation;
import dev.signet.training.EpochCompleted;
import dev.signet.training.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * One row an epoch, complete on the disk's queue after each. Not safe for use by several threads.
 */
public final class CsvHistory implements TrainingListener, AutoCloseable {
  private final Path file;
  private final CsvWriter csv;

  /**
   * A new file with its header.
   *
   * @throws dev.signet.SignetException if it cannot be written
   */
  public CsvHistory(Path file) {
    this.file = file;
    try {
      csv = CsvWriter.builder().build(file);
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
    row(
        "epoch",
        "train_loss",
        "train_accuracy",
        "validation_loss",
        "validation_accuracy",
        "learning_rate",
        "pictures_per_second",
        "seconds");
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    row(
        Integer.toString(event.epoch()),
        Double.toString(event.trainLoss()),
        Double.toString(event.trainAccuracy()),
        validation(event, Evaluation::loss),
        validation(event, Evaluation::accuracy),
        Double.toString(event.lr()),
        String.format(Locale.ROOT, "%.1f", event.picturesPerSecond()),
        String.format(Locale.ROOT, "%.3f", event.elapsed().toMillis() / 1000.0));
  }

  private static String validation(EpochCompleted event, Function<Evaluation, Double> metric) {
    return event.validation().map(metric).map(value -> Double.toString(value)).orElse("");
  }

  private void row(String... fields) {
    try {
      csv.writeRecord(fields);
      csv.flush();
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    } catch (UncheckedIOException e) {
      throw WriteFailure.describe(file, Objects.requireNonNull(e.getCause()));
    }
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }
}
