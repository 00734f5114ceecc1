package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelfTestTest {
  @Test
  void lossesAreTheStoredOnes() {
    SelfTest.Result result = SelfTest.run();
    assertThat(result.passed()).as(result.losses() + " " + result.describe()).isTrue();
    assertThat(result.describe()).startsWith("passed (losses [");
  }

  @Test
  void otherLossesFail() {
    List<Double> off = SelfTest.run().losses().stream().map(loss -> loss + 0.002).toList();
    SelfTest.Result result = SelfTest.judge(off);
    assertThat(result.passed()).isFalse();
    assertThat(result.describe()).startsWith("FAILED: losses [").endsWith("were expected");
  }

  @Test
  void lossThatIsNotANumberFails() {
    assertThat(SelfTest.judge(List.of(Double.NaN, 0.0, 0.0)).passed()).isFalse();
  }
}
