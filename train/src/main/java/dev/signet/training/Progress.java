package dev.signet.training;

import dev.signet.libtorch.NativeMemory;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Mean;
import dev.signet.metrics.Tally;
import dev.signet.runfolder.EpochRecord;
import dev.signet.runfolder.TrainingPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a training stands: it counts, sums up and keeps the time. */
final class Progress {
  private final int stepsPerEpoch;
  private final int epochs;
  private final long started = System.nanoTime();
  private final List<EpochRecord> history = new ArrayList<>();
  private double secondsBefore;
  private int batch;
  private long step;
  private double lr;
  private int nonFiniteInARow;
  private Mean loss = new Mean();
  private Mean accuracy = new Mean();
  private double epochSecondsBefore;
  private long epochStarted = started;

  Progress(int stepsPerEpoch, int epochs) {
    this.stepsPerEpoch = stepsPerEpoch;
    this.epochs = epochs;
  }

  /** Goes on from where another run of the same training was. */
  void resume(TrainingPosition position) {
    history.addAll(position.history());
    secondsBefore = position.seconds();
    batch = position.batch();
    step = position.step();
    lr = position.lr();
    nonFiniteInARow = position.nonFiniteInARow();
    TrainingPosition.Running running = position.running();
    loss = Mean.of(running.loss(), running.pictures());
    accuracy = Mean.of(running.accuracy(), running.pictures());
    epochSecondsBefore = running.seconds();
  }

  /** Where it stands, for a checkpoint. */
  TrainingPosition position() {
    return new TrainingPosition(
        epoch(),
        batch,
        step,
        lr,
        new TrainingPosition.Running(loss.sum(), accuracy.sum(), loss.count(), epochSeconds()),
        elapsedSeconds(),
        nonFiniteInARow,
        history);
  }

  /** The epoch that is under way, counted from 0. */
  int epoch() {
    return history.size();
  }

  /** Steps of the epoch that is under way that were taken or left out. */
  int batch() {
    return batch;
  }

  /** Whether all epochs are complete. */
  boolean isComplete() {
    return epoch() >= epochs;
  }

  /** The step that is under way, counted from 0 over the whole run. */
  long step() {
    return step;
  }

  /** Learning rate of the last step that was completed. */
  double lr() {
    return lr;
  }

  /** Steps of an epoch. */
  int stepsPerEpoch() {
    return stepsPerEpoch;
  }

  /** Steps of the whole run. */
  long totalSteps() {
    return (long) stepsPerEpoch * epochs;
  }

  /** The epochs that are complete. */
  List<EpochRecord> history() {
    return Collections.unmodifiableList(history);
  }

  StepCompleted stepCompleted(double stepLr, StepResult result) {
    lr = stepLr;
    loss.update(result.loss(), result.count());
    accuracy.update((double) result.correct() / result.count(), result.count());
    batch++;
    nonFiniteInARow = 0;
    return new StepCompleted(epoch(), step++, lr, result);
  }

  /** Passes over a step that was left out. */
  StepSkipped stepSkipped(StepResult result) {
    batch++;
    return new StepSkipped(epoch(), step++, result.loss(), ++nonFiniteInARow);
  }

  /** Steps that were just left out. */
  int nonFiniteInARow() {
    return nonFiniteInARow;
  }

  /** Closes the epoch; the evaluation's time does not count as training. */
  EpochCompleted epochCompleted(Supplier<Optional<LabelledLogits>> evaluate) {
    double seconds = epochSeconds();
    Optional<LabelledLogits> answers = evaluate.get();
    Optional<Tally> tally = answers.map(Tally::of);
    NativeMemory memory = NativeMemory.now();
    EpochRecord record =
        new EpochRecord(
            epoch(),
            mean(loss),
            mean(accuracy),
            tally.map(Tally::loss),
            tally.map(Tally::accuracy),
            lr,
            loss.count() / seconds,
            elapsedSeconds(),
            memory.bytes(),
            memory.objects(),
            System.currentTimeMillis());
    history.add(record);
    batch = 0;
    loss = new Mean();
    accuracy = new Mean();
    epochSecondsBefore = 0;
    epochStarted = System.nanoTime();
    return new EpochCompleted(record, tally, answers);
  }

  /** NaN for an epoch all of whose steps were left out. */
  private static double mean(Mean mean) {
    return mean.count() == 0 ? Double.NaN : mean.compute();
  }

  TrainingFinished finished(StopReason reason) {
    long nanos = Math.round(elapsedSeconds() * 1e9);
    return new TrainingFinished(epoch(), step, reason, Duration.ofNanos(nanos));
  }

  private double epochSeconds() {
    return epochSecondsBefore + (System.nanoTime() - epochStarted) / 1e9;
  }

  private double elapsedSeconds() {
    return secondsBefore + (System.nanoTime() - started) / 1e9;
  }
}
