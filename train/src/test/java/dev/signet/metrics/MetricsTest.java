package dev.signet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void meanIsWeightedBySamples() {
    Mean mean = new Mean();
    mean.update(2.0, 32);
    mean.update(5.0, 8);
    assertThat(mean.count()).isEqualTo(40);
    assertThat(mean.compute()).isCloseTo(2.6, within(1e-12)); // (64 + 40) / 40
  }

  @Test
  void meanOfNothingIsRefused() {
    assertThatThrownBy(() -> new Mean().compute())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a mean needs at least one sample but none was taken in");
  }

  @Test
  void confusionMatrixCountsByTrueAndPredictedClass() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    int[][] pairs = {{0, 0}, {0, 0}, {0, 2}, {1, 1}, {2, 1}, {2, 2}};
    for (int[] pair : pairs) {
      matrix.update(pair[0], pair[1]);
    }
    assertThat(matrix.classes()).isEqualTo(3);
    assertThat(matrix.total()).isEqualTo(6);
    assertThat(matrix.correct()).isEqualTo(4);
    assertThat(matrix.count(0, 2)).isEqualTo(1);
    assertThat(matrix.count(2, 0)).isZero();
    Tally tally = new Tally(0.5, matrix);
    assertThat(tally.count()).isEqualTo(6);
    assertThat(tally.correct()).isEqualTo(4);
    assertThat(tally.accuracy()).isCloseTo(4 / 6.0, within(1e-15));
  }

  @Test
  void evaluationOfNothingIsRefused() {
    assertThatThrownBy(() -> new Tally(0, new ConfusionMatrix(2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a tally needs at least one picture but had none");
  }
}
