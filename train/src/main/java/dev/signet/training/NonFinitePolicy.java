package dev.signet.training;

import dev.signet.model.ResNet;
import dev.signet.model.WeightCopies;
import java.util.function.Supplier;

/**
 * Decides what becomes of a step whose loss is NaN or infinite. Such a step changes no parameter,
 * but batch norm has already taken its pictures into the running statistics. Not safe for use by
 * several threads.
 */
interface NonFinitePolicy extends AutoCloseable {
  /**
   * Takes the step.
   *
   * @return its result; the loss is finite unless the step is to be left out
   */
  StepResult guard(Supplier<StepResult> step);

  /** Whether a step is left out after so many in a row that were; else the training ends. */
  boolean toleratesAfter(int inARow);

  @Override
  void close();

  /** The policy that leaves so many steps in a row out. */
  static NonFinitePolicy tolerating(int steps, ResNet net) {
    return steps == 0 ? new Stop() : new Skip(steps, WeightCopies.ofBuffers(net));
  }

  /** Not a single one. */
  final class Stop implements NonFinitePolicy {
    @Override
    public StepResult guard(Supplier<StepResult> step) {
      return step.get();
    }

    @Override
    public boolean toleratesAfter(int inARow) {
      return false;
    }

    @Override
    public void close() {}
  }

  /** Puts the running statistics back, as if the step had not been. */
  final class Skip implements NonFinitePolicy {
    private final int most;
    private final WeightCopies buffers;

    Skip(int most, WeightCopies buffers) {
      this.most = most;
      this.buffers = buffers;
    }

    @Override
    public StepResult guard(Supplier<StepResult> step) {
      try (WeightCopies.Copy before = buffers.take()) {
        StepResult result = step.get();
        if (!result.isFinite()) {
          before.restore();
        }
        return result;
      }
    }

    @Override
    public boolean toleratesAfter(int inARow) {
      return inARow < most;
    }

    @Override
    public void close() {
      buffers.close();
    }
  }
}
