package dev.signet.lab.gradients;

import dev.signet.listeners.tensorboard.EventHistogram;
import java.util.List;

/** Watches an experiment. */
public interface GradientListener {
  /** A training begins. */
  default void twinStarted(String twin, List<String> layers) {}

  /** A step was taken; {@code norms} are those of its gradients. */
  default void stepTaken(String twin, int step, double loss, List<Double> norms) {}

  /** At some steps: how the values of a layer's gradient are spread. */
  default void spreadSeen(String twin, int step, String layer, EventHistogram histogram) {}

  /** A training has ended. */
  default void twinFinished(GradientFlow flow) {}
}
