package dev.signet.runfolder;

import dev.signet.config.WatchedMetric;
import java.util.Optional;

/**
 * An epoch in plain numbers: what reports show of it, and what a checkpoint remembers.
 *
 * @param epoch counted from 0
 * @param trainLoss mean cross entropy over the epoch's pictures, each before its update, in nats
 * @param trainAccuracy share of them that was right, each before its update, 0 to 1
 * @param validationLoss of what the training is watched by, in evaluation mode
 * @param validationAccuracy of the same, 0 to 1
 * @param lr learning rate of the last step
 * @param picturesPerSecond trained, evaluation not counted
 * @param seconds since the training began, pauses between a stop and a resume not counted
 * @param nativeBytes memory beside Java's heap when it ended
 * @param nativeObjects native objects that Java owned then, tensors above all
 * @param endedAtMillis wall clock, milliseconds since 1970
 */
public record EpochRecord(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    Optional<Double> validationLoss,
    Optional<Double> validationAccuracy,
    double lr,
    double picturesPerSecond,
    double seconds,
    long nativeBytes,
    long nativeObjects,
    long endedAtMillis) {
  /**
   * What it reached by a metric.
   *
   * @throws IllegalStateException if the metric needs a validation part and there was none
   */
  public double value(WatchedMetric metric) {
    return switch (metric) {
      case VALIDATION_LOSS -> required(validationLoss);
      case VALIDATION_ACCURACY -> required(validationAccuracy);
      case TRAIN_LOSS -> trainLoss;
      case TRAIN_ACCURACY -> trainAccuracy;
    };
  }

  private static double required(Optional<Double> value) {
    return value.orElseThrow(() -> new IllegalStateException("there was no validation part"));
  }
}
