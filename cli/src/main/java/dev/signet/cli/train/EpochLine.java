package dev.signet.cli.train;

import dev.signet.Text;
import dev.signet.cli.console.Durations;
import dev.signet.config.ClassWeights;
import dev.signet.config.TrainingConfig;
import dev.signet.training.EpochCompleted;
import java.time.Duration;

/** An epoch in a line for people. */
public final class EpochLine {
  private EpochLine() {}

  /**
   * The line.
   *
   * @param training what the run does
   * @param verbose whether native memory is in it
   */
  public static String of(EpochCompleted event, TrainingConfig training, boolean verbose) {
    boolean weighted = !(training.classWeights() instanceof ClassWeights.Equal);
    int epochs = training.epochs();
    StringBuilder line = new StringBuilder();
    line.append(
        Text.of(
            "epoch %d/%d  loss %.4f%s  accuracy %.2f%%%s",
            event.epoch() + 1,
            epochs,
            event.trainLoss(),
            weighted ? " (weighted)" : "",
            event.trainAccuracy() * 100,
            training.mixing().isOn() ? " (of mixed pictures)" : ""));
    event
        .validation()
        .ifPresent(
            validation ->
                line.append(
                    Text.of(
                        "  validation loss %.4f%s  accuracy %.2f%%",
                        validation.loss(),
                        weighted ? " (unweighted)" : "",
                        validation.accuracy() * 100)));
    int done = event.epoch() + 1;
    Duration left = event.elapsed().multipliedBy(epochs - done).dividedBy(done);
    line.append(
        Text.of("  %.0f pictures/s  %s left", event.picturesPerSecond(), Durations.clock(left)));
    if (verbose) {
      line.append(
          Text.of(
              "  native %.1f MB, %d objects",
              event.record().nativeBytes() / (double) (1 << 20), event.record().nativeObjects()));
    }
    return line.toString();
  }
}
