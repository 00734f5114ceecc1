package dev.signet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.confidence.WilsonInterval;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  void intervalIsWilsonsScoreInterval() {
    WilsonInterval eightOfTen = WilsonInterval.of(8, 10);
    assertThat(eightOfTen.low()).isCloseTo(0.490162, within(1e-6));
    assertThat(eightOfTen.high()).isCloseTo(0.943318, within(1e-6));
  }

  @Test
  void intervalHasAWidthEvenWithoutAnError() {
    // All right: low = n / (n + z^2), z = 1.959964; none right: high = z^2 / (n + z^2).
    assertThat(WilsonInterval.of(120, 120).low()).isCloseTo(120 / 123.841459, within(1e-8));
    assertThat(WilsonInterval.of(120, 120).high()).isEqualTo(1);
    assertThat(WilsonInterval.of(0, 10).low()).isEqualTo(0);
    assertThat(WilsonInterval.of(0, 10).high()).isCloseTo(3.841459 / 13.841459, within(1e-8));
  }

  @Test
  void intervalOfNothingIsRefused() {
    assertThatThrownBy(() -> WilsonInterval.of(0, 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> WilsonInterval.of(3, 2)).hasMessageContaining("0 to 2");
  }

  @Test
  void repeatsHaveMeanAndSampleDeviation() {
    Repeats repeats = Repeats.of(List.of(0.90, 0.92, 0.97));
    assertThat(repeats.mean()).isCloseTo(0.93, within(1e-12));
    // Squares 0.0009, 0.0001, 0.0016; divided by 2.
    assertThat(repeats.standardDeviation()).isCloseTo(Math.sqrt(0.0013), within(1e-12));
    assertThat(repeats.min()).isEqualTo(0.90);
    assertThat(repeats.max()).isEqualTo(0.97);
    assertThat(Repeats.of(List.of(0.5)).standardDeviation()).isZero();
  }

  @Test
  void pairedTestIsTheExactBinomialOne() {
    // n = 7, fewer = 1: 2 (C(7,0) + C(7,1)) / 2^7 = 16 / 128.
    assertThat(McNemar.of(1, 6).pValue()).isCloseTo(0.125, within(1e-12));
    // n = 6, fewer = 0: 2 / 64.
    assertThat(McNemar.of(6, 0).pValue()).isCloseTo(0.03125, within(1e-12));
    assertThat(McNemar.of(6, 0).significant()).isTrue();
    assertThat(McNemar.of(5, 0).significant()).isFalse(); // 2 / 32
    assertThat(McNemar.of(5, 5).pValue()).isEqualTo(1);
    assertThat(McNemar.of(0, 0).pValue()).isEqualTo(1);
  }

  @Test
  void pairedTestTakesManyPicturesWithoutUnderflow() {
    // Normal approximation with continuity correction: z = (200 - 1) / sqrt(10000), p = 0.04660.
    assertThat(McNemar.of(4900, 5100).pValue()).isCloseTo(0.0466, within(2e-4));
  }

  @Test
  void pairedTestCountsWhereOnlyOneIsRight() {
    LabelledLogits first =
        new Answers().add(0, 0.9, 0.1).add(0, 0.9, 0.1).add(0, 0.2, 0.8).add(1, 0.7, 0.3).build();
    LabelledLogits second =
        new Answers().add(0, 0.1, 0.9).add(0, 0.3, 0.7).add(0, 0.6, 0.4).add(1, 0.6, 0.4).build();
    McNemar test = McNemar.of(first, second);
    assertThat(test.onlyFirst()).isEqualTo(2);
    assertThat(test.onlySecond()).isEqualTo(1);
    assertThat(test.pValue()).isEqualTo(1);
    assertThatThrownBy(() -> McNemar.of(first, Answers.two(0.9, 1, 1)))
        .hasMessageContaining("same pictures");
  }
}
