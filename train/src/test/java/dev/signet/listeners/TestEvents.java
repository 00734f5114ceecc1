package dev.signet.listeners;

import dev.signet.TestPictures;
import dev.signet.metrics.ConfusionMatrix;
import dev.signet.metrics.Tally;
import dev.signet.runfolder.EpochRecord;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StopReason;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Trainings as an observer sees them. */
final class TestEvents {
  static final TrainingStarted STARTED =
      TrainingStarted.anew(TestPictures.run(16, 3, 4, 8, 0.01), 20, 3);

  private TestEvents() {}

  /** The same training, going on after these epochs. */
  static TrainingStarted resumed(List<EpochRecord> past) {
    return new TrainingStarted(STARTED.config(), 20, 3, 3L * past.size(), past);
  }

  /** Tells the listener of a training with these train losses and validation losses, if any. */
  static void play(TrainingListener listener, double[] train, double... validation) {
    listener.started(STARTED);
    for (int epoch = 0; epoch < train.length; epoch++) {
      Optional<Double> loss =
          epoch < validation.length ? Optional.of(validation[epoch]) : Optional.empty();
      listener.epochCompleted(epoch(epoch, train[epoch], loss));
    }
    listener.finished(
        new TrainingFinished(train.length, 3L * train.length, StopReason.COMPLETED, Duration.ZERO));
  }

  /**
   * An epoch in which half of the pictures were right, and three of four of the validation part.
   */
  static EpochCompleted epoch(int epoch, double loss, Optional<Double> validationLoss) {
    ConfusionMatrix confusion = new ConfusionMatrix(3);
    confusion.update(0, 0);
    confusion.update(1, 1);
    confusion.update(2, 2);
    confusion.update(2, 1);
    Optional<Tally> validation = validationLoss.map(value -> new Tally(value, confusion));
    EpochRecord record =
        new EpochRecord(
            epoch,
            loss,
            0.5,
            validationLoss,
            validation.map(Tally::accuracy),
            0.001,
            123.456,
            1.5 * (epoch + 1),
            3L << 20,
            42,
            1_700_000_000_000L);
    return new EpochCompleted(record, validation, Optional.empty());
  }
}
