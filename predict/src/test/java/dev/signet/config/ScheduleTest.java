package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "99, 1"})
  void constantStays(long step, double factor) {
    assertThat(new ScheduleConfig.Constant().factor(step, 100)).isEqualTo(factor);
  }

  // Ten steps up to 1 (which step 20 has), eighty down along half a cosine to 0.1.
  @ParameterizedTest
  @CsvSource({
    "0, 0.0476190476", // 1 / 21
    "9, 0.4761904762", // 10 / 21
    "19, 0.9523809524", // 20 / 21
    "20, 1",
    "40, 0.8681980515", // 0.1 + 0.9 * (1 + cos 45 degrees) / 2
    "60, 0.55", // 0.1 + 0.9 / 2
    "80, 0.2318019485",
    "99, 0.1003469" // almost there
  })
  void oneCycleGoesUpAndDown(long step, double factor) {
    assertThat(new ScheduleConfig.OneCycle(0.2, 0.1).factor(step, 100))
        .isCloseTo(factor, within(1e-7));
  }

  @Test
  void factorIsBetweenZeroAndOneForAnyLength() {
    for (long steps : new long[] {1, 2, 3, 7, 1000}) {
      assertThat(
              LongStream.range(0, steps)
                  .mapToDouble(step -> new ScheduleConfig.OneCycle(0.3, 0).factor(step, steps)))
          .allSatisfy(factor -> assertThat(factor).isBetween(0.0, 1.0));
    }
  }
}
