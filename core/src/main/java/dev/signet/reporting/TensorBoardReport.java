package dev.signet.reporting;

import dev.signet.config.RunConfig;
import dev.signet.reporting.tensorboard.EventFile;
import dev.signet.training.EpochCompleted;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import java.math.BigDecimal;
import java.nio.file.Path;

/**
 * Curves for TensorBoard: loss and accuracy of the training and validation part, learning rate and
 * speed after every epoch, and the article's own curve after every fifth. Not safe for use by
 * several threads.
 */
public final class TensorBoardReport implements TrainingListener, AutoCloseable {
  /** The article writes its curve every fifth epoch, beginning with the first. */
  public static final int ARTICLE_CADENCE = 5;

  private final EventFile events;
  private String articleTag = "";

  /** A report in a folder that TensorBoard is pointed at. */
  public TensorBoardReport(Path folder) {
    events = EventFile.create(folder);
  }

  /** The article's name for its curve: {@code Layers=34, lr=0.001, epochs=50}. */
  static String articleTag(RunConfig config) {
    return "Layers=%d, lr=%s, epochs=%d"
        .formatted(
            config.model().variant().layers(),
            BigDecimal.valueOf(config.training().optimizer().lr())
                .stripTrailingZeros()
                .toPlainString(),
            config.training().epochs());
  }

  @Override
  public void started(TrainingStarted event) {
    articleTag = articleTag(event.config());
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    int epoch = event.epoch();
    events.scalar("loss/train", epoch, event.trainLoss());
    events.scalar("accuracy/train", epoch, event.trainAccuracy());
    event
        .validation()
        .ifPresent(
            validation -> {
              events.scalar("loss/validation", epoch, validation.loss());
              events.scalar("accuracy/validation", epoch, validation.accuracy());
            });
    events.scalar("learning_rate", epoch, event.lr());
    events.scalar("pictures_per_second", epoch, event.picturesPerSecond());
    if (epoch % ARTICLE_CADENCE == 0) {
      events.scalar(articleTag, epoch, event.trainLoss());
    }
  }

  @Override
  public void close() {
    events.close();
  }
}
