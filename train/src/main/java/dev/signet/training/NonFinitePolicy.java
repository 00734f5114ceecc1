package dev.signet.training;

import dev.signet.model.ResNet;
import dev.signet.model.WeightCopies;
import java.util.function.Supplier;

/**
 * Decides what becomes of a step whose loss is NaN or infinite. Such a step changes no parameter,
 * but batch norm has already taken its pictures into the running statistics. Not safe for use by
 * several threads.
 */
final class NonFinitePolicy implements AutoCloseable {
  private final int most;
  private final WeightCopies statistics;

  /** The policy that leaves so many steps in a row out; with 0 the first one ends the training. */
  NonFinitePolicy(int most, ResNet net) {
    this.most = most;
    this.statistics = WeightCopies.ofBuffers(net);
  }

  /**
   * Takes the step. If its loss is not finite and it may be left out, the running statistics are as
   * if it had not been.
   */
  StepResult guard(Supplier<StepResult> step) {
    if (most == 0) {
      return step.get();
    }
    try (WeightCopies.Copy before = statistics.take()) {
      StepResult result = step.get();
      if (!result.isFinite()) {
        before.restore();
      }
      return result;
    }
  }

  /** Whether a step is left out after so many in a row that were; else the training ends. */
  boolean toleratesAfter(int inARow) {
    return inARow < most;
  }

  @Override
  public void close() {
    statistics.close();
  }
}
