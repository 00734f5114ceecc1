package dev.signet.listeners;

import dev.signet.SignetException;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StepCompleted;
import dev.signet.training.StepSkipped;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingStarted;
import dev.signet.training.TrainingWarning;
import java.util.function.Consumer;

/**
 * A report that must not end the training it watches: at its first failure (a full disk) it says so
 * and is told nothing more, and the training goes on. Not safe for use by several threads.
 */
public final class BestEffort implements TrainingListener, AutoCloseable {
  private final TrainingListener report;
  private final Consumer<String> problems;
  private boolean failed;

  /**
   * A report that may fail; if it is {@link AutoCloseable}, {@link #close} closes it.
   *
   * @param problems is told the first failure, in one line
   */
  public BestEffort(TrainingListener report, Consumer<String> problems) {
    this.report = report;
    this.problems = problems;
  }

  /** Whether something could not be written, so that the report is incomplete. */
  public boolean failed() {
    return failed;
  }

  @Override
  public void started(TrainingStarted event) {
    attempt(() -> report.started(event));
  }

  @Override
  public void stepCompleted(StepCompleted event) {
    attempt(() -> report.stepCompleted(event));
  }

  @Override
  public void stepSkipped(StepSkipped event) {
    attempt(() -> report.stepSkipped(event));
  }

  @Override
  public void warned(TrainingWarning event) {
    attempt(() -> report.warned(event));
  }

  @Override
  public void epochCompleted(EpochCompleted event) {
    attempt(() -> report.epochCompleted(event));
  }

  @Override
  public void finished(TrainingFinished event) {
    attempt(() -> report.finished(event));
  }

  private void attempt(Runnable tell) {
    if (failed) {
      return;
    }
    try {
      tell.run();
    } catch (SignetException e) {
      failed(e);
    }
  }

  private void failed(Exception e) {
    if (!failed) {
      failed = true;
      problems.accept(e.getMessage() + "; the training goes on without it");
    }
  }

  @Override
  public void close() {
    if (report instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception e) {
        // After a failure closing fails again, with what it could not write then.
        failed(e);
      }
    }
  }
}
