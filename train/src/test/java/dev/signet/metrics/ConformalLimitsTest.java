package dev.signet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ConformalLimitsTest {
  @Test
  void twoLimitsShareWhatNeedNotBeAnswered() {
    // 0.05 / 2 of 121 is 3.025: the third score from the end is the limit.
    ConformalLimits limits = new ConformalLimits(120, 2, 0.95);
    assertThat(limits.place()).isEqualTo(3);
    assertThat(limits.bound()).isCloseTo(1 - 6 / 121.0, within(1e-12));
    assertThat(limits.isBorneOut()).isTrue();
    assertThat(new ConformalLimits(120, 1, 0.95).place()).isEqualTo(6);
  }

  @Test
  void tooFewPicturesDoNotBearACoverageOut() {
    assertThat(new ConformalLimits(39, 2, 0.95).isBorneOut()).isTrue();
    ConformalLimits few = new ConformalLimits(38, 2, 0.95);
    assertThat(few.isBorneOut()).isFalse();
    assertThat(few.place()).isEqualTo(1);
    assertThat(few.bound()).isCloseTo(1 - 2 / 39.0, within(1e-12));
    assertThat(few.needed()).isEqualTo(39);
    assertThat(new ConformalLimits(18, 1, 0.95).isBorneOut()).isFalse();
    assertThat(new ConformalLimits(18, 1, 0.95).needed()).isEqualTo(19);
    assertThat(new ConformalLimits(1, 2, 0.95).bound()).isZero();
  }

  @Test
  void everythingIsAnsweredWithoutALimit() {
    ConformalLimits all = new ConformalLimits(5, 2, 1);
    assertThat(all.place()).isZero();
    assertThat(all.bound()).isEqualTo(1);
    assertThat(all.isBorneOut()).isTrue();
    assertThat(all.needed()).isEqualTo(1);
  }

  @Test
  void newPicturesAreAnsweredAsOftenAsIsWantedInTheMean() {
    ConformalLimits limits = new ConformalLimits(60, 2, 0.9); // place 3, bound 1 - 6 / 61
    assertThat(answered(limits, limits.place(), 0)).isBetween(0.897, 0.91);
    assertThat(answered(limits, limits.place(), 1)).isGreaterThan(0.94); // both refuse the same
    // What leaves 0.9 of the validation pictures themselves promises too much.
    assertThat(answered(limits, limits.place() + 1, 0)).isLessThan(0.88);
  }

  /** The share of new pictures within two limits, over many validation parts. */
  private static double answered(ConformalLimits limits, int place, double likeness) {
    Random random = new Random(4);
    int trials = 20_000;
    int answered = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[][] scores = new double[2][limits.pictures()];
      double[] fresh = new double[2];
      for (int i = 0; i <= limits.pictures(); i++) {
        double shared = random.nextDouble();
        DoubleSupplier score = () -> random.nextDouble() < likeness ? shared : random.nextDouble();
        for (int limit = 0; limit < 2; limit++) {
          double value = score.getAsDouble();
          if (i < limits.pictures()) {
            scores[limit][i] = value;
          } else {
            fresh[limit] = value;
          }
        }
      }
      boolean refused = false;
      for (int limit = 0; limit < 2; limit++) {
        refused |= fresh[limit] < DoubleStream.of(scores[limit]).sorted().toArray()[place - 1];
      }
      answered += refused ? 0 : 1;
    }
    return (double) answered / trials;
  }

  @Test
  void impossibleOnesAreRefused() {
    assertThatThrownBy(() -> new ConformalLimits(0, 1, 0.9)).hasMessageContaining("had 1, 0");
    assertThatThrownBy(() -> new ConformalLimits(9, 1, 0)).hasMessageContaining("above 0 to 1");
    assertThatThrownBy(() -> new ConformalLimits(9, 1, 1.1)).hasMessageContaining("above 0 to 1");
  }
}
