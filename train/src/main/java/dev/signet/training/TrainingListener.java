package dev.signet.training;

/**
 * Watches a training. It is called on the training's own thread, between steps; what it throws ends
 * the training.
 */
public interface TrainingListener {
  /** The first step is about to be taken, or the first after a resume. */
  default void started(TrainingStarted event) {}

  /** A step was taken. */
  default void stepCompleted(StepCompleted event) {}

  /** A step was left out. */
  default void stepSkipped(StepSkipped event) {}

  /** All steps of an epoch were taken and the network was evaluated. */
  default void epochCompleted(EpochCompleted event) {}

  /** A checkpoint was written, whole, into the run's folder. */
  default void checkpointWritten(CheckpointWritten event) {}

  /** Something could not be done that the training can do without. */
  default void warned(TrainingWarning event) {}

  /** The last step was taken. */
  default void finished(TrainingFinished event) {}
}
