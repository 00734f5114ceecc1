package dev.signet.data.configured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Json;
import dev.signet.data.DataParts;
import dev.signet.data.Fingerprint;
import dev.signet.data.SamePixels;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldOutTest {
  private static final DataConfig DRAWN = new DataConfig.Synthetic(60, 12, 3);
  private static final Optional<InputSize> SIZE = Optional.of(InputSize.square(32));

  private static DataConfig heldOut(double fraction) {
    return new DataConfig.HeldOut(DRAWN, fraction, Optional.empty(), Optional.empty());
  }

  @Test
  void lastShareOfEachClassIsSetAsideAndTheTestPartStays() {
    DataParts parts = ConfiguredData.load(heldOut(0.2), SIZE);
    assertThat(parts.train().size()).isEqualTo(48);
    assertThat(parts.validation().orElseThrow().size()).isEqualTo(12);
    assertThat(parts.validation().orElseThrow().classCounts()).containsOnly(2);
    assertThat(parts.test().orElseThrow().size()).isEqualTo(12);
    Set<Integer> shared = SamePixels.shared(parts.validation().get(), parts.train());
    assertThat(shared).isEmpty();
  }

  @Test
  void configurationRoundTripsAndGivesTheSamePart() {
    String json = Json.write(heldOut(0.2));
    DataConfig back = Json.read(DataConfig.class, json, "the data");
    assertThat(back).isEqualTo(heldOut(0.2));
    assertThat(back.drawn()).isTrue();
    assertThat(Fingerprint.of(ConfiguredData.load(back, SIZE).validation().orElseThrow()))
        .isEqualTo(Fingerprint.of(ConfiguredData.load(heldOut(0.2), SIZE).validation().get()));
    assertThat(ConfiguredData.loadTest(back, SIZE).size()).isEqualTo(12);
  }

  @Test
  void impossibleSharesAndSecondValidationPartsAreRefused() {
    assertThatThrownBy(() -> heldOut(1)).hasMessageContaining("(--validation) must be > 0 and < 1");
    DataConfig twice =
        new DataConfig.HeldOut(heldOut(0.2), 0.2, Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> ConfiguredData.load(twice, SIZE))
        .hasMessageContaining("has a validation part already");
    assertThatThrownBy(
            () -> new DataConfig.HeldOut(DRAWN, 0.2, Optional.of("runs"), Optional.of("f.csv")))
        .hasMessageContaining("either --group or --numbers");
  }
}
