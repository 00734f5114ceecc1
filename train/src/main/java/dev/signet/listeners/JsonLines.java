package dev.signet.listeners;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.config.Json;
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
      int epoch,
      int epochs,
      int pictures,
      long step,
      int stepsPerEpoch) {}

  private record Skipped(
      String time, String event, int epoch, int inARow, double loss, long step) {}

  private record Warning(String time, String event, String message) {}

  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private record Epoch(
      String time,
      String event,
      int epoch,
      double learningRate,
      long nativeBytes,
      long nativeObjects,
      double picturesPerSecond,
      double seconds,
      double trainAccuracy,
      double trainLoss,
      Optional<Double> validationAccuracy,
      Optional<Double> validationLoss) {}

  private record Finished(
      String time, String event, int epochs, String reason, double seconds, long steps) {}

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
            event.history().size(),
            event.config().training().epochs(),
            event.pictures(),
            event.step(),
            event.stepsPerEpoch()));
  }

  @Override
  public void stepSkipped(StepSkipped event) {
    write(
        new Skipped(
            now(), "step_skipped", event.epoch(), event.inARow(), event.loss(), event.step()));
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
            epoch.lr(),
            epoch.nativeBytes(),
            epoch.nativeObjects(),
            epoch.picturesPerSecond(),
            epoch.seconds(),
            epoch.trainAccuracy(),
            epoch.trainLoss(),
            epoch.validationAccuracy(),
            epoch.validationLoss()));
  }

  @Override
  public void finished(TrainingFinished event) {
    write(
        new Finished(
            now(),
            "finished",
            event.epochs(),
            event.reason().label(),
            event.elapsed().toMillis() / 1e3,
            event.steps()));
  }

  private static String now() {
    return Instant.now().toString();
  }

  private void write(Record event) {
    sink.accept(Json.compact(event));
  }
}
