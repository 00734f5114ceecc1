package dev.signet.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.SamePixels;
import dev.signet.data.configured.ConfiguredData;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnAnewTest {
  private static final DataParts DATA = load();
  private static final ImageSource TRAIN = DATA.train();

  private static DataParts load() {
    return ConfiguredData.load(
        new DataConfig.Synthetic(18, 12, 3), Optional.of(InputSize.square(32)));
  }

  private static int[] labels(ImageSource source) {
    return IntStream.range(0, source.size()).map(source::label).toArray();
  }

  @Test
  void firstEpochHasThePicturesThatAreAuditedAndJudged() {
    assertThat(TRAIN.inEpoch(0).pixels(5)).isEqualTo(TRAIN.pixels(5));
    assertThat(TRAIN.pixels(5)).isEqualTo(SyntheticSigns.generate(18, 32, 3).pixels(5));
  }

  @Test
  void noPictureComesTwiceAndNoneIsOfTheTestPart() {
    ImageSource second = TRAIN.inEpoch(1);
    ImageSource third = TRAIN.inEpoch(2);
    ImageSource test = DATA.test().orElseThrow();
    assertThat(SamePixels.shared(second, TRAIN)).isEmpty();
    assertThat(SamePixels.shared(third, TRAIN)).isEmpty();
    assertThat(SamePixels.shared(third, second)).isEmpty();
    assertThat(SamePixels.shared(test, second)).isEmpty();
    assertThat(SamePixels.shared(test, third)).isEmpty();
  }

  @Test
  void epochsDifferInNothingButThePixels() {
    ImageSource second = TRAIN.inEpoch(1);
    assertThat(labels(second)).isEqualTo(labels(TRAIN));
    assertThat(second.id(7)).isEqualTo(TRAIN.id(7));
    assertThat(second.name()).isEqualTo(TRAIN.name());
    assertThat(second.pictureSize()).isEqualTo(TRAIN.pictureSize());
  }

  @Test
  void sameSeedAndEpochGiveTheSameBytesInWhateverOrderTheyAreAskedFor() {
    ImageSource again = load().train().inEpoch(5).inEpoch(2);
    for (int i = again.size() - 1; i >= 0; i--) {
      assertThat(again.pixels(i)).isEqualTo(TRAIN.inEpoch(2).pixels(i));
    }
  }

  @Test
  void viewsSeeTheEpochsOfTheirSource() {
    ImageSource view =
        TRAIN.subset("some", new int[] {4, 1}).labelled(TRAIN.classes(), new int[] {0, 5});
    assertThat(view.inEpoch(3).pixels(1)).isEqualTo(TRAIN.inEpoch(3).pixels(1));
    assertThat(labels(view.inEpoch(3))).containsExactly(0, 5);
    assertThat(view.inEpoch(3).name()).isEqualTo("some");
  }

  @Test
  void validationPartStaysAsItIsWhileTheRestIsDrawnAnew() {
    DataConfig held =
        new DataConfig.HeldOut(
            new DataConfig.Synthetic(60, 12, 3), 0.2, Optional.empty(), Optional.empty());
    DataParts parts = ConfiguredData.load(held, Optional.of(InputSize.square(32)));
    ImageSource later = parts.train().inEpoch(1);
    assertThat(Arrays.stream(later.classCounts()).sum()).isEqualTo(48);
    assertThat(SamePixels.shared(parts.validation().orElseThrow(), later)).isEmpty();
    assertThat(SamePixels.shared(later, parts.train())).isEmpty();
  }
}
