package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.CheckpointCadence;
import org.junit.jupiter.api.Test;

class CheckpointClockTest {
  private static final long BYTES = 200_000_000; // about a second

  @Test
  void autoTakesItsShareOfTheTimeAndLearnsWhatACheckpointCosts() {
    CheckpointClock clock = new CheckpointClock(new CheckpointCadence.Auto(0.02), BYTES, 0);
    assertThat(clock.isDueAfterStep(49)).isFalse();
    assertThat(clock.isDueAfterStep(51)).isTrue();
    clock.attempted(51, 51.1);
    assertThat(clock.isDueAfterStep(56)).isFalse();
    assertThat(clock.isDueAfterStep(56.2)).isTrue();
  }

  @Test
  void autoOfATinyNetworkWaitsASecond() {
    CheckpointClock clock = new CheckpointClock(new CheckpointCadence.Auto(0.02), 1000, 0);
    assertThat(clock.isDueAfterStep(0.9)).isFalse();
    assertThat(clock.isDueAfterEpoch(1.1)).isTrue();
  }

  @Test
  void timeIsTheSameWhateverItCosts() {
    CheckpointClock clock = new CheckpointClock(new CheckpointCadence.Time(30), BYTES, 100);
    assertThat(clock.isDueAfterStep(129)).isFalse();
    assertThat(clock.isDueAfterStep(130)).isTrue();
    clock.attempted(130, 140);
    assertThat(clock.isDueAfterEpoch(169)).isFalse();
    assertThat(clock.isDueAfterEpoch(170)).isTrue();
  }

  @Test
  void epochsAreCountedAndStepsAreNot() {
    CheckpointClock clock = new CheckpointClock(new CheckpointCadence.Epochs(2), BYTES, 0);
    assertThat(clock.isDueAfterStep(1e6)).isFalse();
    assertThat(clock.isDueAfterEpoch(1e6)).isFalse();
    assertThat(clock.isDueAfterEpoch(1e6)).isTrue();
    clock.attempted(1e6, 1e6);
    assertThat(clock.isDueAfterEpoch(1e6)).isFalse();
  }
}
