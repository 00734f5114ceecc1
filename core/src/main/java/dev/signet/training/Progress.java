package dev.signet.training;

import dev.signet.metrics.Evaluation;
import dev.signet.metrics.Mean;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a training stands: it counts, sums up and keeps the time. */
final class Progress {
  private final long totalSteps;
  private final long started = System.nanoTime();
  private int epoch;
  private long step;
  private double lr;
  private Mean loss = new Mean();
  private Mean accuracy = new Mean();
  private long epochStarted = started;

  Progress(long totalSteps) {
    this.totalSteps = totalSteps;
  }

  /** The epoch that is under way, counted from 0. */
  int epoch() {
    return epoch;
  }

  /** The step that is under way, counted from 0 over the whole run. */
  long step() {
    return step;
  }

  /** Learning rate of the last step that was completed. */
  double lr() {
    return lr;
  }

  /** Steps of the whole run. */
  long totalSteps() {
    return totalSteps;
  }

  StepCompleted stepCompleted(double stepLr, StepResult result) {
    lr = stepLr;
    loss.update(result.loss(), result.count());
    accuracy.update((double) result.correct() / result.count(), result.count());
    return new StepCompleted(epoch, step++, lr, result);
  }

  /** Closes the epoch; the evaluation's time does not count as training. */
  EpochCompleted epochCompleted(Supplier<Optional<Evaluation>> evaluate) {
    double seconds = (System.nanoTime() - epochStarted) / 1e9;
    Optional<Evaluation> evaluation = evaluate.get();
    EpochCompleted event =
        new EpochCompleted(
            epoch++,
            loss.compute(),
            accuracy.compute(),
            evaluation,
            lr,
            loss.count() / seconds,
            elapsed());
    loss = new Mean();
    accuracy = new Mean();
    epochStarted = System.nanoTime();
    return event;
  }

  TrainingFinished finished(boolean interrupted) {
    return new TrainingFinished(epoch, step, interrupted, elapsed());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
