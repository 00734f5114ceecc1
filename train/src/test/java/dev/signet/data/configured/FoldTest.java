package dev.signet.data.configured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.config.CacheMode;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Json;
import dev.signet.config.OnUnreadable;
import dev.signet.data.DataParts;
import dev.signet.data.Fingerprint;
import dev.signet.data.SamePixels;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FoldTest {
  private static final DataConfig DRAWN = new DataConfig.Synthetic(60, 12, 3);
  private static final Optional<InputSize> SIZE = Optional.of(InputSize.square(32));
  private static final Optional<String> NONE = Optional.empty();

  private static DataConfig fold(DataConfig data, int number) {
    return data.inFold(5, number, NONE, NONE);
  }

  @Test
  void foldTakesThePlaceOfTheTestPartWhichIsLeftAside() {
    DataParts whole = ConfiguredData.load(DRAWN, SIZE);
    for (int number = 1; number <= 5; number++) {
      DataParts parts = ConfiguredData.load(fold(DRAWN, number), SIZE);
      assertThat(parts.train().size()).isEqualTo(48);
      assertThat(parts.validation()).isEmpty();
      assertThat(parts.test().orElseThrow().classCounts()).containsOnly(2);
      assertThat(parts.test().get().name())
          .isEqualTo("synthetic (train) (fold " + number + " of 5)");
      assertThat(SamePixels.shared(parts.test().get(), parts.train())).isEmpty();
      assertThat(SamePixels.shared(parts.test().get(), whole.test().orElseThrow())).isEmpty();
      assertThat(SamePixels.shared(parts.train(), whole.test().get())).isEmpty();
      assertThat(Fingerprint.of(ConfiguredData.parts(whole, fold(DRAWN, number)).train()))
          .isEqualTo(Fingerprint.of(parts.train()));
    }
  }

  @Test
  void validationPartComesOutOfTheOtherFolds() {
    DataConfig held = new DataConfig.HeldOut(DRAWN, 0.25, NONE, NONE);
    DataParts parts = ConfiguredData.load(fold(held, 2), SIZE);
    assertThat(parts.train().size()).isEqualTo(36);
    assertThat(parts.validation().orElseThrow().size()).isEqualTo(12);
    assertThat(parts.test().orElseThrow().size()).isEqualTo(12);
    assertThat(Fingerprint.of(parts.test().get()))
        .isEqualTo(Fingerprint.of(ConfiguredData.load(fold(DRAWN, 2), SIZE).test().orElseThrow()));
    assertThat(SamePixels.shared(parts.validation().get(), parts.test().get())).isEmpty();
  }

  @Test
  void configurationRoundTripsAndIsReadAsItsPicturesAre() {
    DataConfig.Reading reading = new DataConfig.Reading(CacheMode.NONE, OnUnreadable.SKIP);
    DataConfig files = new DataConfig.Files("pictures", NONE);
    DataConfig fold = fold(new DataConfig.HeldOut(files, 0.2, NONE, NONE), 3).readBy(reading);
    assertThat(Json.read(DataConfig.class, Json.write(fold), "the data")).isEqualTo(fold);
    assertThat(fold.howRead()).isEqualTo(reading);
    assertThat(fold.drawn()).isFalse();
    assertThat(fold(DRAWN, 1).drawn()).isTrue();
    assertThat(fold.root()).isEqualTo(files.readBy(reading));
  }

  @Test
  void impossibleFoldsAreRefused() {
    assertThatThrownBy(() -> DRAWN.inFold(1, 1, NONE, NONE))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("number of folds (--folds) must be between 2 and 100 but was 1");
    assertThatThrownBy(() -> DRAWN.inFold(5, 6, NONE, NONE))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("fold must be between 1 and 5 but was 6");
    assertThatThrownBy(() -> DRAWN.inFold(5, 1, Optional.of("runs"), Optional.of("f.csv")))
        .hasMessage("give either --group or --numbers, not both");
  }
}
