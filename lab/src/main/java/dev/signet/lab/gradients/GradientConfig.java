package dev.signet.lab.gradients;

import dev.signet.InvalidValueException;
import java.util.List;

/**
 * An experiment with gradients.
 *
 * @param blocks in each stage
 * @param width channels of the first stage
 * @param steps of each training, 10 to 100,000
 * @param batchSize pictures a step, 2 to 4096
 * @param lr Adam's learning rate, above 0 and at most 1
 * @param seed of weights and order
 */
public record GradientConfig(
    List<Integer> blocks, int width, int steps, int batchSize, double lr, long seed) {
  /** Checks the ranges; those of blocks and width are the network's own. */
  public GradientConfig {
    blocks = List.copyOf(blocks);
    if (steps < 10 || steps > 100_000) {
      throw new InvalidValueException("steps (--steps) must be 10 to 100000 but were " + steps);
    }
    if (batchSize < 2 || batchSize > 4096) {
      throw new InvalidValueException(
          "batch size (--batch-size) must be 2 to 4096 but was " + batchSize);
    }
    if (!(lr > 0 && lr <= 1)) {
      throw new InvalidValueException("learning rate (--lr) must be > 0 and <= 1 but was " + lr);
    }
  }
}
