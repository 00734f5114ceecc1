package dev.signet.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import org.junit.jupiter.api.Test;

class WorkersConfigTest {
  @Test
  void workersShareTheThreads() {
    assertThat(WorkersConfig.sharing(1)).isEqualTo(new WorkersConfig(1, 1));
    assertThat(WorkersConfig.sharing(2)).isEqualTo(new WorkersConfig(2, 1));
    assertThat(WorkersConfig.sharing(16)).isEqualTo(new WorkersConfig(4, 4));
    assertThat(WorkersConfig.sharing(16, 1)).isEqualTo(new WorkersConfig(1, 16));
    assertThat(WorkersConfig.sharing(2, 8)).isEqualTo(new WorkersConfig(8, 1));
  }

  @Test
  void countOutOfRangeIsRefused() {
    assertThatThrownBy(() -> WorkersConfig.sharing(2, 0))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("--workers")
        .hasMessageContaining("but were 0");
  }
}
