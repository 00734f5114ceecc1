package dev.signet.listeners;

import dev.signet.runfolder.RunProgress;
import dev.signet.runfolder.RunningProcess;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StepCompleted;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Writes {@link RunProgress} for whoever watches the run's folder: at most once a second, a few
 * kilobytes each time. Not safe for use by several threads.
 */
public final class ProgressFile implements TrainingListener, AutoCloseable {
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final Path file;
  private final LongSupplier nanoTime;
  private final RunningProcess process = RunningProcess.current();
  private final StepCurve curve = new StepCurve();
  private int epochs;
  private int stepsPerEpoch;
  private int epoch;
  private long first;
  private long next;
  private long pictures; // of the epoch that is under way
  private long started;
  private long epochStarted;
  private long written;
  private boolean open;

  /** Progress in this file. */
  public ProgressFile(Path file) {
    this(file, System::nanoTime);
  }

  /**
   * Progress in this file by another clock.
   *
   * @param nanoTime nanoseconds since whenever
   */
  public ProgressFile(Path file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
  }

  @Override
  public void started(TrainingStarted event) {
    epochs = event.config().training().epochs();
    stepsPerEpoch = event.stepsPerEpoch();
    epoch = event.history().size();
    first = event.step();
    next = first;
    started = nanoTime.getAsLong();
    epochStarted = started;
    open = true;
    write(RunProgress.TRAINING);
  }

  @Override
  public void stepCompleted(StepCompleted event) {
    next = event.step() + 1;
    pictures += event.result().count();
    curve.add(event);
    if (nanoTime.getAsLong() - written >= PAUSE_NANOS) {
      write(RunProgress.TRAINING);
    }
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    epoch = event.epoch() + 1;
    pictures = 0;
    epochStarted = nanoTime.getAsLong();
  }

  @Override
  public void finished(TrainingFinished event) {
    epoch = event.epochs();
    open = false;
    write(event.reason().label());
  }

  private void write(String state) {
    long now = nanoTime.getAsLong();
    double pace = next == first ? 0 : (now - started) / 1e9 / (next - first);
    new RunProgress(
            state,
            process,
            System.currentTimeMillis(),
            epoch,
            epochs,
            next,
            stepsPerEpoch,
            pictures == 0 ? 0 : pictures / ((now - epochStarted) / 1e9),
            pace * Math.max(0, (long) stepsPerEpoch * epochs - next),
            curve.points())
        .write(file);
    written = now;
  }

  /** Says that the training has failed, if it did not say itself how it ended. */
  @Override
  public void close() {
    if (open) {
      open = false;
      write(RunProgress.FAILED);
    }
  }
}
