package dev.signet.listeners;

import dev.signet.Text;
import dev.signet.config.RunConfig;
import dev.signet.listeners.tensorboard.EventFile;
import dev.signet.runfolder.EpochRecord;
import dev.signet.training.EpochCompleted;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Curves for TensorBoard: loss and accuracy of the training and validation part, learning rate and
 * speed after every epoch, and the article's own curve after every fifth. Not safe for use by
 * several threads.
 */
public final class TensorBoardReport implements TrainingListener, AutoCloseable {
  /** The article writes its curve every fifth epoch, beginning with the first. */
  public static final int ARTICLE_CADENCE = 5;

  private final Path folder;
  private @Nullable EventFile events;
  private String articleTag = "";

  /** A report in a folder that TensorBoard is pointed at; its file is made when training begins. */
  public TensorBoardReport(Path folder) {
    this.folder = folder;
  }

  /** The article's name for its curve: {@code Layers=34, lr=0.001, epochs=50}. */
  static String articleTag(RunConfig config) {
    return Text.of(
        "Layers=%d, lr=%s, epochs=%d",
        config.model().variant().layers(),
        BigDecimal.valueOf(config.training().optimizer().lr()).stripTrailingZeros().toPlainString(),
        config.training().epochs());
  }

  /** A training that goes on writes its file anew, from what its checkpoint remembers. */
  @Override
  public void started(TrainingStarted event) {
    articleTag = articleTag(event.config());
    EventFile file = EventFile.create(folder);
    events = file;
    event.history().forEach(past -> write(file, past));
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    write(Objects.requireNonNull(events, "the training has not begun"), event.record());
  }

  private void write(EventFile file, EpochRecord epoch) {
    scalar(file, epoch, "loss/train", epoch.trainLoss());
    scalar(file, epoch, "accuracy/train", epoch.trainAccuracy());
    epoch.validationLoss().ifPresent(loss -> scalar(file, epoch, "loss/validation", loss));
    epoch
        .validationAccuracy()
        .ifPresent(accuracy -> scalar(file, epoch, "accuracy/validation", accuracy));
    scalar(file, epoch, "learning_rate", epoch.lr());
    scalar(file, epoch, "pictures_per_second", epoch.picturesPerSecond());
    scalar(file, epoch, "native/megabytes", epoch.nativeBytes() / (double) (1 << 20));
    scalar(file, epoch, "native/objects", (double) epoch.nativeObjects());
    if (epoch.epoch() % ARTICLE_CADENCE == 0) {
      scalar(file, epoch, articleTag, epoch.trainLoss());
    }
  }

  private static void scalar(EventFile file, EpochRecord epoch, String tag, double value) {
    file.scalar(tag, epoch.epoch(), value, Instant.ofEpochMilli(epoch.endedAtMillis()));
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
  }
}
