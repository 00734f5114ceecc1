package dev.signet.metrics;

import dev.signet.confidence.ConfidenceRule;

/**
 * Whether a network knows how sure it may be.
 *
 * @param raw its probabilities as they are
 * @param calibrated at the model's temperature; the same as {@code raw} where that is 1
 * @param abstention what the model's threshold does to the answers
 * @param coverage accuracy over coverage for other thresholds, at most 100 of them
 */
public record ConfidenceReport(
    CalibrationCurve raw,
    CalibrationCurve calibrated,
    Abstention abstention,
    CoverageCurve coverage) {
  private static final int POINTS = 100;

  /** Measures the answers by a model's rule. */
  public static ConfidenceReport of(LabelledLogits answers, ConfidenceRule rule) {
    return new ConfidenceReport(
        CalibrationCurve.of(answers, 1),
        CalibrationCurve.of(answers, rule.temperature()),
        Abstention.of(answers, rule),
        CoverageCurve.of(answers, rule.temperature()).thinned(POINTS));
  }
}
