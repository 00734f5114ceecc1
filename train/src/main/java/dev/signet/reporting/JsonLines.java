package dev.signet.reporting;

import dev.signet.runfolder.EpochRecord;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StepSkipped;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import dev.signet.training.TrainingWarning;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A training for machines: each event is an object in a line of its own, with the time and the name
 * of the event first. Not safe for use by several threads.
 */
public final class JsonLines implements TrainingListener {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Consumer<String> sink;

  /** Lines without their end go to {@code sink}. */
  public JsonLines(Consumer<String> sink) {
    this.sink = sink;
  }

  @Override
  public void started(TrainingStarted event) {
    write(
        "started",
        Map.of(
            "step", event.step(),
            "epoch", event.history().size(),
            "epochs", event.config().training().epochs(),
            "steps_per_epoch", event.stepsPerEpoch(),
            "pictures", event.pictures()));
  }

  @Override
  public void stepSkipped(StepSkipped event) {
    write(
        "step_skipped",
        Map.of(
            "epoch", event.epoch(),
            "step", event.step(),
            "loss", String.valueOf(event.loss()), // JSON has no NaN
            "in_a_row", event.inARow()));
  }

  @Override
  public void warned(TrainingWarning event) {
    write("warning", Map.of("message", event.message()));
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    EpochRecord epoch = event.record();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("epoch", epoch.epoch());
    fields.put("train_loss", epoch.trainLoss());
    fields.put("train_accuracy", epoch.trainAccuracy());
    epoch.validationLoss().ifPresent(value -> fields.put("validation_loss", value));
    epoch.validationAccuracy().ifPresent(value -> fields.put("validation_accuracy", value));
    fields.put("learning_rate", epoch.lr());
    fields.put("pictures_per_second", epoch.picturesPerSecond());
    fields.put("seconds", epoch.seconds());
    fields.put("native_bytes", epoch.nativeBytes());
    fields.put("native_objects", epoch.nativeObjects());
    write("epoch", fields);
  }

  @Override
  public void finished(TrainingFinished event) {
    write(
        "finished",
        Map.of(
            "reason", event.reason().label(),
            "epochs", event.epochs(),
            "steps", event.steps(),
            "seconds", event.elapsed().toMillis() / 1e3));
  }

  private void write(String event, Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.now().toString());
    line.put("event", event);
    line.putAll(new TreeMap<>(fields));
    sink.accept(MAPPER.writeValueAsString(line));
  }
}
