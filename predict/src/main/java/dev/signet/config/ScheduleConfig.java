package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the learning rate moves over a run, as a multiple of the optimizer's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ScheduleConfig.Constant.class, name = "constant"),
  @JsonSubTypes.Type(value = ScheduleConfig.OneCycle.class, name = "one-cycle")
})
public sealed interface ScheduleConfig {
  /**
   * The learning rate's factor at a step.
   *
   * @param step counted from 0
   * @param steps of the whole run, at least 1
   * @return 0 to 1
   */
  double factor(long step, long steps);

  /** The same learning rate from the first step to the last. */
  record Constant() implements ScheduleConfig {
    @Override
    public double factor(long step, long steps) {
      return 1;
    }
  }

  /**
   * Up in a straight line, down along half a cosine (after Smith and Topin, "Super-Convergence",
   * 2017).
   *
   * @param warmup share of the steps that go up, 0 to below 1
   * @param finalShare the last learning rate as a share of the highest, 0 to 1
   */
  record OneCycle(double warmup, double finalShare) implements ScheduleConfig {
    public OneCycle {
      Ranges.requireFraction("warm-up share (--warmup)", warmup, false);
      Ranges.requireFraction("final share of the learning rate (--final-share)", finalShare, true);
    }

    @Override
    public double factor(long step, long steps) {
      double warmupSteps = warmup * steps;
      if (step < warmupSteps) {
        return (step + 1) / (warmupSteps + 1);
      }
      double progress = (step - warmupSteps) / Math.max(1, steps - warmupSteps);
      double cosine = (1 + Math.cos(Math.PI * progress)) / 2;
      return finalShare + (1 - finalShare) * cosine;
    }
  }
}
