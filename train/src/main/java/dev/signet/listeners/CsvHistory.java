package dev.signet.listeners;

import dev.signet.runfolder.EpochRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What each epoch reached: the same run gives the same file, byte for byte, however often it was
 * stopped on the way. Not safe for use by several threads.
 */
public final class CsvHistory extends CsvEpochs {
  private static final List<String> HEADER =
      List.of(
          "epoch",
          "train_loss",
          "train_accuracy",
          "validation_loss",
          "validation_accuracy",
          "learning_rate");

  /** A file that is made when the training begins. */
  public CsvHistory(Path file) {
    super(file, HEADER, CsvHistory::row);
  }

  private static List<String> row(EpochRecord epoch) {
    return List.of(
        Integer.toString(epoch.epoch()),
        Double.toString(epoch.trainLoss()),
        Double.toString(epoch.trainAccuracy()),
        text(epoch.validationLoss()),
        text(epoch.validationAccuracy()),
        Double.toString(epoch.lr()));
  }

  private static String text(Optional<Double> value) {
    return value.map(v -> Double.toString(v)).orElse("");
  }
}
