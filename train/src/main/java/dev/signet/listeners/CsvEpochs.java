package dev.signet.listeners;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.Text;
import dev.signet.files.WriteFailure;
import dev.signet.runfolder.EpochRecord;
import dev.signet.training.EpochCompleted;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row an epoch, on the disk's queue after each. A training that goes on writes the file anew,
 * from what its checkpoint remembers: no row is missing and none is there twice. Not safe for use
 * by several threads.
 */
public final class CsvEpochs implements TrainingListener, AutoCloseable {
  private final Path file;
  private final List<String> header;
  private final Function<EpochRecord, List<String>> row;
  private @Nullable CsvWriter csv;

  private CsvEpochs(Path file, List<String> header, Function<EpochRecord, List<String>> row) {
    this.file = file;
    this.header = List.copyOf(header);
    this.row = row;
  }

  /**
   * What each epoch reached: the same run gives the same file, byte for byte, however often it was
   * stopped on the way. It is made when the training begins.
   */
  public static CsvEpochs history(Path file) {
    return new CsvEpochs(
        file,
        List.of(
            "epoch",
            "train_loss",
            "train_accuracy",
            "validation_loss",
            "validation_accuracy",
            "learning_rate"),
        epoch ->
            List.of(
                Integer.toString(epoch.epoch()),
                Double.toString(epoch.trainLoss()),
                Double.toString(epoch.trainAccuracy()),
                epoch.validationLoss().map(String::valueOf).orElse(""),
                epoch.validationAccuracy().map(String::valueOf).orElse(""),
                Double.toString(epoch.lr())));
  }

  /** How long each epoch took: apart from the history, because no two runs agree on it. */
  public static CsvEpochs timing(Path file) {
    return new CsvEpochs(
        file,
        List.of("epoch", "pictures_per_second", "seconds", "ended_at"),
        epoch ->
            List.of(
                Integer.toString(epoch.epoch()),
                Text.of("%.1f", epoch.picturesPerSecond()),
                Text.of("%.3f", epoch.seconds()),
                Instant.ofEpochMilli(epoch.endedAtMillis()).toString()));
  }

  @Override
  public void started(TrainingStarted event) {
    try {
      csv = CsvWriter.builder().build(file);
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
    write(header);
    event.history().forEach(past -> write(row.apply(past)));
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    write(row.apply(event.record()));
  }

  private void write(List<String> fields) {
    try {
      CsvWriter open = Objects.requireNonNull(csv, "the training has not begun");
      open.writeRecord(fields);
      open.flush();
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    } catch (UncheckedIOException e) {
      throw WriteFailure.describe(file, Objects.requireNonNull(e.getCause()));
    }
  }

  @Override
  public void close() {
    try {
      if (csv != null) {
        csv.close();
      }
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }
}
