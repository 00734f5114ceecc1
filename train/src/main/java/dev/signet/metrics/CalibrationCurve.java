package dev.signet.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a network that says 80 % is right in 80 of 100 cases: the reliability curve and the
 * expected calibration error of Guo et al., "On Calibration of Modern Neural Networks" (2017), with
 * their 15 bins of equal width.
 *
 * @param temperature that the logits were divided by
 * @param loss mean negative log likelihood at this temperature, nats
 * @param expectedCalibrationError mean distance between confidence and accuracy, over the pictures
 * @param bins those that have pictures, the lowest confidence first
 */
public record CalibrationCurve(
    double temperature, double loss, double expectedCalibrationError, List<Bin> bins) {
  private static final int BINS = 15;

  /**
   * Pictures of about the same confidence.
   *
   * @param low their confidence is above this
   * @param high and at most this
   * @param count how many
   * @param confidence their mean confidence, 0 to 1
   * @param accuracy how many of them were right, 0 to 1
   */
  public record Bin(double low, double high, long count, double confidence, double accuracy) {}

  public CalibrationCurve {
    bins = List.copyOf(bins);
  }

  /** Sorts the pictures by confidence at a temperature. */
  public static CalibrationCurve of(LabelledLogits answers, double temperature) {
    long[] counts = new long[BINS];
    long[] correct = new long[BINS];
    double[] confidence = new double[BINS];
    for (int i = 0; i < answers.size(); i++) {
      double p = answers.confidence(i, temperature);
      int bin = (int) Math.min(BINS - 1.0, Math.max(0, Math.ceil(p * BINS) - 1));
      counts[bin]++;
      confidence[bin] += p;
      correct[bin] += answers.correct(i) ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    double error = 0;
    for (int b = 0; b < BINS; b++) {
      if (counts[b] > 0) {
        error += Math.abs(correct[b] - confidence[b]) / answers.size();
        bins.add(
            new Bin(
                (double) b / BINS,
                (b + 1.0) / BINS,
                counts[b],
                confidence[b] / counts[b],
                (double) correct[b] / counts[b]));
      }
    }
    return new CalibrationCurve(temperature, answers.loss(temperature), error, bins);
  }
}
