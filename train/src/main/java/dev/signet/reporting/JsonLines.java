package dev.signet.reporting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.config.ConfigJson;
import dev.signet.runfolder.EpochRecord;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StepSkipped;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import dev.signet.training.TrainingWarning;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A training for machines: each event is an object in a line of its own, with the time and the name
 * of the event first. Not safe for use by several threads.
 */
public final class JsonLines implements TrainingListener {
  private record Started(
      String time,
      String event,
      long step,
      int epoch,
      int epochs,
      int stepsPerEpoch,
      int pictures) {}

  private record Skipped(
      String time, String event, int epoch, long step, double loss, int inARow) {}

  private record Warning(String time, String event, String message) {}

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private record Epoch(
      String time,
      String event,
      int epoch,
      double trainLoss,
      double trainAccuracy,
      Optional<Double> validationLoss,
      Optional<Double> validationAccuracy,
      double learningRate,
      double picturesPerSecond,
      double seconds,
      long nativeBytes,
      long nativeObjects) {}

  private record Finished(
      String time, String event, String reason, int epochs, long steps, double seconds) {}

  private final Consumer<String> sink;

  /** Lines without their end go to {@code sink}. */
  public JsonLines(Consumer<String> sink) {
    this.sink = sink;
  }

  @Override
  public void started(TrainingStarted event) {
    write(
        new Started(
            now(),
            "started",
            event.step(),
            event.history().size(),
            event.config().training().epochs(),
            event.stepsPerEpoch(),
            event.pictures()));
  }

  @Override
  public void stepSkipped(StepSkipped event) {
    write(
        new Skipped(
            now(), "step_skipped", event.epoch(), event.step(), event.loss(), event.inARow()));
  }

  @Override
  public void warned(TrainingWarning event) {
    write(new Warning(now(), "warning", event.message()));
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    EpochRecord epoch = event.record();
    write(
        new Epoch(
            now(),
            "epoch",
            epoch.epoch(),
            epoch.trainLoss(),
            epoch.trainAccuracy(),
            epoch.validationLoss(),
            epoch.validationAccuracy(),
            epoch.lr(),
            epoch.picturesPerSecond(),
            epoch.seconds(),
            epoch.nativeBytes(),
            epoch.nativeObjects()));
  }

  @Override
  public void finished(TrainingFinished event) {
    write(
        new Finished(
            now(),
            "finished",
            event.reason().label(),
            event.epochs(),
            event.steps(),
            event.elapsed().toMillis() / 1e3));
  }

  private static String now() {
    return Instant.now().toString();
  }

  private void write(Record event) {
    sink.accept(ConfigJson.compact(event));
  }
}
