package dev.signet.training;

/**
 * Watches a training. It is called on the training's own thread, between steps; what it throws ends
 * the training.
 */
public interface TrainingListener {
  /** The first step is about to be taken. */
  default void started(TrainingStarted event) {}

  /** A step was taken. */
  default void stepCompleted(StepCompleted event) {}

  /** All steps of an epoch were taken and the network was evaluated. */
  default void epochCompleted(EpochCompleted event) {}

  /** The last step was taken. */
  default void finished(TrainingFinished event) {}
}
