package dev.signet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.network.ActivationRange;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Int8Test {
  private static Int8 measured(int pictures, int same, int again) {
    return new Int8(
        Map.of("conv1.relu", new ActivationRange(0, 3)), 0.5, pictures, "hands", same, again, 0.01);
  }

  @Test
  void keptAnswersAreNoReasonAgainstIt() {
    assertThat(measured(1000, 995, 100).objection()).isEmpty();
    assertThat(measured(199, 199, 0).objection()).isEmpty();
  }

  @Test
  void otherAnswersTooManyCloseOnesAndTooFewPicturesAre() {
    assertThat(measured(1000, 994, 0).objection())
        .hasValue("it answered 6 of 1000 pictures otherwise");
    assertThat(measured(1000, 1000, 101).objection())
        .hasValue("101 of 1000 pictures would be computed again in fp32");
    assertThat(measured(198, 198, 0).objection())
        .hasValue("it was tried on 198 pictures, and only 199 or more would tell");
  }

  @Test
  void numbersThatCannotBeAreRefused() {
    assertThatThrownBy(() -> measured(10, 11, 0))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("of 10 pictures, 11 cannot have the same answer and 0 be asked again");
    assertThatThrownBy(() -> new Int8(Map.of(), Double.NaN, 1, "hands", 1, 0, 0))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("rounding must be >= 0 but was NaN");
  }
}
