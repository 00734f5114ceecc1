package dev.signet.listeners;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.files.WriteFailure;
import dev.signet.runfolder.EpochRecord;
import dev.signet.training.EpochCompleted;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row an epoch, on the disk's queue after each. A training that goes on writes the file anew,
 * from what its checkpoint remembers: no row is missing and none is there twice. Not safe for use
 * by several threads.
 */
abstract class CsvEpochs implements TrainingListener, AutoCloseable {
  private final Path file;
  private final List<String> header;
  private final Function<EpochRecord, List<String>> row;
  private @Nullable CsvWriter csv;

  /**
   * A file that is made when the training begins.
   *
   * @param header names of the columns
   * @param row an epoch's fields
   */
  CsvEpochs(Path file, List<String> header, Function<EpochRecord, List<String>> row) {
    this.file = file;
    this.header = List.copyOf(header);
    this.row = row;
  }

  @Override
  public final void started(TrainingStarted event) {
    try {
      csv = CsvWriter.builder().build(file);
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
    write(header);
    event.history().forEach(past -> write(row.apply(past)));
  }

  @Override
  public final void epochCompleted(EpochCompleted event) {
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
  public final void close() {
    try {
      if (csv != null) {
        csv.close();
      }
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }
}
