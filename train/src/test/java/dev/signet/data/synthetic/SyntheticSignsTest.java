package dev.signet.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.data.ImageSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticSignsTest {
  /** Of six pictures of 64 x 64, from the version of the renderer that stands here. */
  private static final int GOLDEN = 614290517;

  @Test
  void sameSeedGivesSameBytes() {
    ImageSource first = SyntheticSigns.generate(24, 32, 7);
    ImageSource second = SyntheticSigns.generate(24, 32, 7);

    assertSameStart(first, second, 24);
  }

  @Test
  void oneThreadGivesTheBytesOfMany() throws Exception {
    ImageSource parallel = SyntheticSigns.generate(24, 32, 7);

    ForkJoinPool oneThread = new ForkJoinPool(1);
    try {
      ImageSource single = oneThread.submit(() -> SyntheticSigns.generate(24, 32, 7)).get();
      assertSameStart(parallel, single, 24);
    } finally {
      oneThread.shutdown();
    }
  }

  @Test
  void pictureDoesNotDependOnHowManyFollow() {
    ImageSource few = SyntheticSigns.generate(7, 32, 7);
    ImageSource many = SyntheticSigns.generate(30, 32, 7);

    assertSameStart(few, many, 7);
  }

  @Test
  void anotherSeedGivesOtherPictures() {
    assertThat(SyntheticSigns.render(5, 64, 1)).isNotEqualTo(SyntheticSigns.render(5, 64, 2));
    assertThat(labels(SyntheticSigns.generate(60, 32, 1)))
        .isNotEqualTo(labels(SyntheticSigns.generate(60, 32, 2)));
  }

  @Test
  void everyClassIsEquallyFrequent() {
    assertThat(SyntheticSigns.generate(60, 32, 3).classCounts()).containsOnly(10);
    assertThat(SyntheticSigns.generate(62, 32, 3).classCounts()).containsOnly(10, 11);
  }

  @Test
  void classesComeInRandomOrder() {
    int[] labels = labels(SyntheticSigns.generate(60, 32, 3));

    Set<String> groups = new HashSet<>();
    for (int start = 0; start < labels.length; start += 6) {
      groups.add(IntStream.range(start, start + 6).mapToObj(i -> "" + labels[i]).toList() + "");
    }
    assertThat(groups).hasSizeGreaterThan(7);
  }

  @Test
  void noTwoPicturesAreAlike() {
    ImageSource signs = SyntheticSigns.generate(120, 32, 5);

    for (int i = 0; i < signs.size(); i++) {
      for (int other = 0; other < i; other++) {
        assertThat(meanDifference(signs.pixels(i), signs.pixels(other)))
            .as("pictures %d and %d", i, other)
            .isGreaterThan(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 50, 64, 224})
  void picturesHaveTheWantedSize(int size) {
    ImageSource signs = SyntheticSigns.generate(2, size, 1);

    assertThat(signs.pictureSize().height()).isEqualTo(size);
    assertThat(signs.pictureSize().width()).isEqualTo(size);
    assertThat(signs.pixels(0)).hasSize(size * size * 3);
    assertThat(signs.classes()).containsExactly("0", "1", "2", "3", "4", "5");
  }

  @Test
  void largerPictureShowsTheSameHand() {
    byte[] small = SyntheticSigns.render(5, 32, 11);
    byte[] large = SyntheticSigns.render(5, 128, 11);

    assertThat(meanDifference(shrunk(large, 128, 4), small)).isLessThan(8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void handFillsAGoodPartOfThePicture(int digit) {
    for (int seed = 0; seed < 20; seed++) {
      byte[] picture = SyntheticSigns.render(digit, 64, seed);

      assertThat(contrast(picture)).as("digit %d, seed %d", digit, seed).isGreaterThan(6);
    }
  }

  @Test
  void pictureIsWorthTheSameOnEveryJvm() {
    int checksum = 1;
    for (int digit = 0; digit < 6; digit++) {
      for (byte value : SyntheticSigns.render(digit, 64, 2017)) {
        checksum = 31 * checksum + value;
      }
    }
    assertThat(checksum).isEqualTo(GOLDEN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_001})
  void refusesACountOutOfRange(int count) {
    assertThatThrownBy(() -> SyntheticSigns.generate(count, 64, 1))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("number of synthetic pictures must be 1 to 1000000 but was " + count);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 513})
  void refusesASizeOutOfRange(int size) {
    assertThatThrownBy(() -> SyntheticSigns.generate(6, size, 1))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("side of synthetic pictures must be 32 to 512 pixels but was " + size);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 6})
  void refusesADigitThatNoHandShows(int digit) {
    assertThatThrownBy(() -> SyntheticSigns.render(digit, 64, 1))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("digit of a synthetic picture must be 0 to 5 but was " + digit);
  }

  private static void assertSameStart(ImageSource first, ImageSource second, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(second.label(i)).isEqualTo(first.label(i));
      assertThat(second.pixels(i)).isEqualTo(first.pixels(i));
    }
  }

  private static int[] labels(ImageSource signs) {
    return IntStream.range(0, signs.size()).map(signs::label).toArray();
  }

  private static double meanDifference(byte[] first, byte[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += Math.abs((first[i] & 0xFF) - (second[i] & 0xFF));
    }
    return sum / first.length;
  }

  private static double contrast(byte[] picture) {
    double mean =
        IntStream.range(0, picture.length).map(i -> picture[i] & 0xFF).average().orElse(0);
    double sum = 0;
    for (byte value : picture) {
      sum += ((value & 0xFF) - mean) * ((value & 0xFF) - mean);
    }
    return Math.sqrt(sum / picture.length);
  }

  private static byte[] shrunk(byte[] picture, int size, int factor) {
    int small = size / factor;
    byte[] result = new byte[small * small * 3];
    for (int i = 0; i < result.length; i++) {
      int row = i / (small * 3) * factor;
      int column = i / 3 % small * factor;
      int sum = 0;
      for (int part = 0; part < factor * factor; part++) {
        int at = (row + part / factor) * size + column + part % factor;
        sum += picture[at * 3 + i % 3] & 0xFF;
      }
      result[i] = (byte) (sum / (factor * factor));
    }
    return result;
  }
}
