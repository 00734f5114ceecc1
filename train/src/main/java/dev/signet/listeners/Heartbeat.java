package dev.signet.listeners;

import dev.signet.Text;
import dev.signet.files.AtomicFile;
import dev.signet.training.StepCompleted;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that is written anew every few seconds as long as training gets on: one that is older than
 * ten seconds and the longest step or evaluation is that of a training that hangs or is dead. Not
 * safe for use by several threads.
 */
public final class Heartbeat implements TrainingListener {
  private static final long PAUSE_NANOS = 10_000_000_000L;

  private final Path file;
  private long last = System.nanoTime() - PAUSE_NANOS;

  /** A heartbeat in this file. */
  public Heartbeat(Path file) {
    this.file = file;
  }

  @Override
  public void stepCompleted(StepCompleted event) {
    if (System.nanoTime() - last >= PAUSE_NANOS) {
      write("training", event.epoch(), event.step() + 1);
    }
  }

  @Override
  public void finished(TrainingFinished event) {
    write(event.reason().label(), event.epochs(), event.steps());
  }

  private void write(String state, int epoch, long step) {
    String json =
        Text.of(
            "{\"time\": \"%s\", \"pid\": %d, \"state\": \"%s\", \"epoch\": %d, \"step\": %d}%n",
            Instant.now(), ProcessHandle.current().pid(), state, epoch, step);
    AtomicFile.write(file, json);
    last = System.nanoTime();
  }
}
