package dev.signet.metrics;

import dev.signet.confidence.Softmax;
import java.util.OptionalDouble;

/**
 * The one number that all logits are divided by so that confidence and accuracy agree: the
 * temperature of Guo et al., "On Calibration of Modern Neural Networks" (2017), which minimises the
 * negative log likelihood. It changes no answer, only how sure it is.
 */
public final class TemperatureScaling {
  /** Temperatures outside of these are taken for a fit that the pictures do not support. */
  static final double LOWEST = 0.05;

  static final double HIGHEST = 20;
  private static final double PRECISION = 1e-9;

  private TemperatureScaling() {}

  /**
   * Fits the temperature; the negative log likelihood is convex in its inverse, so its slope is
   * brought to zero by halving an interval.
   *
   * @param validation answers on pictures that neither trained the network nor will judge it
   * @return empty if the best temperature is not between 0.05 and 20: without a wrong answer any
   *     sharper network would fit better still
   */
  public static OptionalDouble fit(LabelledLogits validation) {
    double sharp = Math.log(1 / LOWEST); // logarithms of the inverse temperature
    double flat = Math.log(1 / HIGHEST);
    if (slope(validation, Math.exp(sharp)) <= 0 || slope(validation, Math.exp(flat)) >= 0) {
      return OptionalDouble.empty();
    }
    while (sharp - flat > PRECISION) {
      double middle = (sharp + flat) / 2;
      if (slope(validation, Math.exp(middle)) > 0) {
        sharp = middle;
      } else {
        flat = middle;
      }
    }
    return OptionalDouble.of(Math.exp(-(sharp + flat) / 2));
  }

  /** How the summed negative log likelihood changes with the inverse temperature. */
  private static double slope(LabelledLogits answers, double inverse) {
    double sum = 0;
    for (int i = 0; i < answers.size(); i++) {
      float[] logits = answers.logits(i);
      double[] probabilities = Softmax.of(logits, 1 / inverse);
      for (int k = 0; k < logits.length; k++) {
        sum += probabilities[k] * (logits[k] - logits[answers.label(i)]);
      }
    }
    return sum;
  }
}
