package dev.signet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.signet.confidence.ConfidenceRule;
import dev.signet.confidence.FeatureSpace;
import dev.signet.confidence.Share;
import dev.signet.confidence.Softmax;
import dev.signet.metrics.CoverageCurve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfidenceReportTest {
  @Test
  void softmaxDividesTheLogitsByTheTemperature() {
    float[] logits = {0, (float) Math.log(2), (float) Math.log(3)};
    assertThat(Softmax.of(logits, 1))
        .containsExactly(new double[] {1 / 6.0, 2 / 6.0, 0.5}, offset(1e-7));
    // Half the temperature squares the ratios: 1 : 4 : 9.
    assertThat(Softmax.of(logits, 0.5))
        .containsExactly(new double[] {1 / 14.0, 4 / 14.0, 9 / 14.0}, offset(1e-7));
  }

  @Test
  void softmaxOfHugeLogitsStaysFinite() {
    float[] logits = {1000, -1000};
    assertThat(Softmax.of(logits, 1)).containsExactly(1, 0);
    assertThat(Softmax.logProbability(logits, 1, 1)).isEqualTo(-2000);
  }

  @Test
  void calibrationErrorIsTheMeanDistanceOfConfidenceAndAccuracy() {
    // 15 bins: 0.9 lies in (13/15, 14/15], 0.6 in (8/15, 9/15].
    Answers answers = new Answers();
    for (int i = 0; i < 6; i++) {
      answers.add(i < 3 ? 0 : 1, 0.9, 0.1); // three of six right
    }
    for (int i = 0; i < 4; i++) {
      answers.add(i < 3 ? 0 : 1, 0.59, 0.41); // three of four right
    }
    CalibrationCurve reliability = CalibrationCurve.of(answers.build(), 1);
    assertThat(reliability.bins()).hasSize(2);
    assertThat(reliability.bins().get(0).low()).isEqualTo(8 / 15.0);
    assertThat(reliability.bins().get(0).count()).isEqualTo(4);
    assertThat(reliability.bins().get(0).confidence()).isCloseTo(0.59, within(1e-6));
    assertThat(reliability.bins().get(0).accuracy()).isEqualTo(0.75);
    assertThat(reliability.bins().get(1).accuracy()).isEqualTo(0.5);
    assertThat(reliability.expectedCalibrationError())
        .isCloseTo(0.6 * (0.9 - 0.5) + 0.4 * (0.75 - 0.59), within(1e-6));
  }

  @Test
  void fullConfidenceBelongsToTheLastBin() {
    CalibrationCurve reliability = CalibrationCurve.of(Answers.two(1 - 1e-12, 2, 0), 1);
    assertThat(reliability.bins()).hasSize(1);
    assertThat(reliability.bins().get(0).high()).isEqualTo(1);
    assertThat(reliability.expectedCalibrationError()).isCloseTo(0, within(1e-6));
  }

  @Test
  void temperatureBringsConfidenceToTheAccuracy() {
    // Seven of ten are right at 90 %: ln 9 / T = ln (7 / 3).
    LabelledLogits sure = Answers.two(0.9, 7, 3);
    double temperature = TemperatureScaling.fit(sure).orElseThrow();
    assertThat(temperature).isCloseTo(Math.log(9) / Math.log(7 / 3.0), within(1e-6));
    assertThat(sure.confidence(0, temperature)).isCloseTo(0.7, within(1e-6));
    assertThat(CalibrationCurve.of(sure, temperature).expectedCalibrationError())
        .isCloseTo(0, within(1e-6));
    assertThat(sure.loss(temperature)).isLessThan(sure.loss(1));
  }

  @Test
  void temperatureOfADiffidentNetworkIsBelowOne() {
    assertThat(TemperatureScaling.fit(Answers.two(0.6, 9, 1)).orElseThrow())
        .isCloseTo(Math.log(1.5) / Math.log(9), within(1e-6));
  }

  @Test
  void temperatureIsNotFittedWithoutAnErrorOrBelowChance() {
    assertThat(TemperatureScaling.fit(Answers.two(0.9, 10, 0))).isEmpty();
    assertThat(TemperatureScaling.fit(Answers.two(0.9, 3, 7))).isEmpty();
  }

  private static LabelledLogits ranked() {
    return new Answers()
        .add(0, 0.9, 0.1) // right
        .add(0, 0.8, 0.2) // right
        .add(1, 0.7, 0.3) // wrong
        .add(0, 0.7, 0.3) // right, as sure as the one before
        .add(1, 0.6, 0.4) // wrong
        .build();
  }

  @Test
  void curveAnswersTheSurestFirst() {
    CoverageCurve curve = CoverageCurve.of(ranked(), 1);
    assertThat(curve.points()).extracting(Point::coverage).containsExactly(0.2, 0.4, 0.8, 1.0);
    assertThat(curve.points()).extracting(Point::accuracy).containsExactly(1.0, 1.0, 0.75, 0.6);
    assertThat(curve.points().get(2).threshold()).isCloseTo(0.7, within(1e-6));
  }

  @Test
  void thresholdIsTheLowestThatIsRightOftenEnough() {
    CoverageCurve curve = CoverageCurve.of(ranked(), 1);
    assertThat(curve.thresholdForAccuracy(0.75).orElseThrow()).isCloseTo(0.7, within(1e-6));
    assertThat(curve.thresholdForAccuracy(0.9).orElseThrow()).isCloseTo(0.8, within(1e-6));
    assertThat(curve.thresholdForAccuracy(0).orElseThrow()).isCloseTo(0.6, within(1e-6));
    assertThat(CoverageCurve.of(Answers.two(0.9, 1, 1), 1).thresholdForAccuracy(0.9)).isEmpty();
  }

  @Test
  void thinnedCurveKeepsItsEnd() {
    CoverageCurve thin = CoverageCurve.of(ranked(), 1).thinned(2);
    assertThat(thin.points()).extracting(Point::coverage).containsExactly(0.4, 1.0);
  }

  @Test
  void unsureAnswersAreUnknown() {
    double threshold = CoverageCurve.of(ranked(), 1).points().get(2).threshold();
    Abstention abstention = Abstention.of(ranked(), rule(threshold));
    assertThat(abstention.unknown()).isEqualTo(1);
    assertThat(abstention.coverage()).isEqualTo(0.8);
    assertThat(abstention.answered()).hasValue(Share.of(3, 4));
    assertThat(Abstention.of(ranked(), rule(1)).answered()).isEmpty();
    assertThat(Abstention.of(ranked(), ConfidenceRule.NONE).unknown()).isZero();
  }

  @Test
  void impossibleRulesAreRefused() {
    assertThatThrownBy(() -> new ConfidenceRule(0, 0, 1)).hasMessageContaining("must be > 0");
    assertThatThrownBy(() -> rule(1.5)).hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> new ConfidenceRule(Double.NaN, 0, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new ConfidenceRule(1, 0, -1)).hasMessageContaining(">= 0");
  }

  @Test
  void noveltyIsTheDistanceFromTheSpace() {
    // A line along x through (1, 1, 1): what remains of (5, 4, 5) is (0, 3, 4).
    FeatureSpace line = new FeatureSpace(new float[] {1, 1, 1}, List.of(new float[] {1, 0, 0}));
    assertThat(line.distance(new float[] {5, 4, 5})).isEqualTo(5);
    assertThat(line.distance(new float[] {-7, 1, 1})).isZero();
  }

  @Test
  void strangePicturesAreUnknownHoweverSure() {
    List<float[]> logits = List.of(new float[] {9, 0}, new float[] {9, 0}, new float[] {0, 0});
    LabelledLogits answers =
        new LabelledLogits(logits, new double[] {0.5, 2, 2}, new int[] {0, 0, 0});
    Abstention abstention = Abstention.of(answers, new ConfidenceRule(1, 0.9, 1));
    assertThat(abstention.unsure()).isEqualTo(1);
    assertThat(abstention.novel()).isEqualTo(2);
    assertThat(abstention.unknown()).isEqualTo(2);
    assertThat(abstention.answered()).hasValue(Share.of(1, 1));
  }

  private static ConfidenceRule rule(double threshold) {
    return new ConfidenceRule(1, threshold, Double.POSITIVE_INFINITY);
  }
}
