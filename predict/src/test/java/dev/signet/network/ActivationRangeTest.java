package dev.signet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ActivationRangeTest {
  @Test
  void zeroIsAlwaysOneOfTheSteps() {
    ActivationRange both = new ActivationRange(-1, 3);
    assertThat(both.scale()).isCloseTo(4f / 255, within(1e-9f));
    assertThat(both.zeroPoint()).isEqualTo(64);
    ActivationRange positive = new ActivationRange(2, 5.1f);
    assertThat(positive.min()).isZero();
    assertThat(positive.zeroPoint()).isZero();
    assertThat(positive.scale()).isCloseTo(0.02f, within(1e-9f));
    assertThat(new ActivationRange(-4, -1).zeroPoint()).isEqualTo(255);
  }

  @Test
  void valueThatIsAlwaysZeroHasAScaleAllTheSame() {
    ActivationRange nothing = new ActivationRange(0, 0);
    assertThat(nothing.scale()).isEqualTo(1);
    assertThat(nothing.zeroPoint()).isZero();
  }
}
