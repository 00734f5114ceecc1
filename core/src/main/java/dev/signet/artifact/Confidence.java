package dev.signet.artifact;

import dev.signet.InvalidValueException;

/**
 * How far a model's probabilities may be trusted, fitted on validation pictures.
 *
 * @param temperature what logits are divided by before softmax, above 0; 1 leaves them as they are
 * @param threshold the answer is {@code unknown} where the highest probability is below it, 0 to 1;
 *     0 means that there is always an answer
 */
public record Confidence(double temperature, double threshold) {
  /** Checks the ranges. */
  public Confidence {
    if (!(temperature > 0 && temperature <= 1000)) {
      throw new InvalidValueException("temperature must be > 0 and <= 1000 but was " + temperature);
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new InvalidValueException("threshold must be 0 to 1 but was " + threshold);
    }
  }
}
