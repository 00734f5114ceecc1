package dev.signet.training;

/** What happens to the gradients between their computation and the update. */
@FunctionalInterface
public interface GradientSync {
  /** Nothing: one machine has them all. */
  GradientSync NONE = () -> {};

  /** All gradients of the step are there. */
  void reduce();
}
