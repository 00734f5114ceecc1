package dev.signet.training;

/** Is told when a phase of a step has ended; measuring listens, training does not. */
public interface PhaseClock {
  /** The phases of a training step, in order. */
  enum Phase {
    /** Bytes to tensors, random changes. */
    DATA,
    /** Logits and loss. */
    FORWARD,
    /** Gradients. */
    BACKWARD,
    /** Update of the parameters. */
    OPTIMIZER
  }

  /** Does not listen. */
  PhaseClock NONE = phase -> {};

  /** A phase has ended. */
  void ended(Phase phase);
}
