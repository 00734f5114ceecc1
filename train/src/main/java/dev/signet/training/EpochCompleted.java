package dev.signet.training;

import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Tally;
import dev.signet.runfolder.EpochRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * An epoch was completed.
 *
 * @param record its number and what it reached
 * @param validation the network on what it is watched by, in evaluation mode
 * @param answers what it said there of each picture
 */
public record EpochCompleted(
    EpochRecord record, Optional<Tally> validation, Optional<LabelledLogits> answers) {
  /** Counted from 0. */
  public int epoch() {
    return record.epoch();
  }

  /** Mean cross entropy over the epoch's pictures, each before its update, in nats. */
  public double trainLoss() {
    return record.trainLoss();
  }

  /** Share of them that was right, each before its update, 0 to 1. */
  public double trainAccuracy() {
    return record.trainAccuracy();
  }

  /** Trained, evaluation not counted. */
  public double picturesPerSecond() {
    return record.picturesPerSecond();
  }

  /** Since the training began; pauses between a stop and a resume do not count. */
  public Duration elapsed() {
    return Duration.ofNanos(Math.round(record.seconds() * 1e9));
  }
}
