package dev.signet.training;

/** Decides when a checkpoint is due and writes it. The trainer asks, on its own thread. */
interface Checkpoints {
  /** No checkpoints. */
  Checkpoints NONE = new Checkpoints() {};

  /** A step was taken, and the epoch goes on. */
  default void afterStep(TrainingState state) {}

  /** An epoch was completed. */
  default void afterEpoch(TrainingState state) {}

  /** The training ends, well or not; the state is that after its last good step. */
  default void atEnd(TrainingState state) {}
}
