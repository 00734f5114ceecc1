package dev.signet.data.split;

import static dev.signet.data.TestImages.dataset;
import static dev.signet.data.TestImages.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import dev.signet.data.folder.ImageFolder;
import dev.signet.picture.ImageSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {
  private static final int[] LABELS = IntStream.range(0, 60).map(i -> i % 3).toArray();

  @TempDir Path folder;

  @Test
  void holdsOutAFractionOfEachClass() {
    ImageSource dataset = dataset(LABELS);
    Split split = Splits.byClass(dataset, 0.2, 1);
    assertThat(split.heldOut(dataset).classCounts()).containsExactly(4, 4, 4);
    assertThat(split.kept(dataset).classCounts()).containsExactly(16, 16, 16);
    assertThat(split.kept()).doesNotContain(split.heldOut()).hasSize(48);
    assertThat(Splits.byClass(dataset, 0.2, 1).heldOut()).isEqualTo(split.heldOut());
    assertThat(Splits.byClass(dataset, 0.2, 2).heldOut()).isNotEqualTo(split.heldOut());
  }

  @Test
  void leavesOnePictureOfAClassOnEachSide() {
    ImageSource dataset = dataset(0, 0, 1, 1);
    assertThat(Splits.byClass(dataset, 0.01, 1).heldOut(dataset).classCounts())
        .containsExactly(1, 1);
    assertThat(Splits.byClass(dataset, 0.99, 1).kept(dataset).classCounts()).containsExactly(1, 1);
    assertThatThrownBy(() -> Splits.byClass(dataset(0, 0, 1), 0.5, 1))
        .isInstanceOf(SignetException.class)
        .hasMessage("test: class 1 has 1 picture; a split needs at least 2 of each class");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void refusesAFractionOutsideZeroToOne(double fraction) {
    assertThatThrownBy(() -> Splits.byClass(dataset(LABELS), fraction, 1))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("held-out fraction must be more than 0 and less than 1 but was " + fraction);
  }

  @Test
  void holdsOutTheLastBlockOfEachClass() {
    ImageSource dataset = dataset(0, 0, 0, 0, 1, 1, 1, 1);
    long[] numbers = {4, 3, 2, 1, 10, 30, 20, 40};
    assertThat(Splits.byBlock(dataset, numbers, 0.5).heldOut()).containsExactly(0, 1, 5, 7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void keepsGroupsTogether(long seed) {
    ImageSource dataset = dataset(LABELS);
    int[] groups = IntStream.range(0, 60).map(i -> i / 6).toArray();
    Split split = Splits.byGroup(dataset, groups, 0.2, seed);
    assertThat(split.heldOut()).hasSize(12);
    assertThat(IntStream.of(split.heldOut()).map(i -> groups[i]).distinct())
        .doesNotContainAnyElementsOf(
            IntStream.of(split.kept()).map(i -> groups[i]).boxed().toList());
  }

  @Test
  void holdsOutAtLeastOneGroupOfEachClassHoweverLarge() {
    ImageSource dataset = dataset(0, 0, 0, 0, 1, 1, 1, 1);
    Split split = Splits.byGroup(dataset, new int[] {0, 0, 1, 1, 2, 2, 2, 3}, 0.1, 1);
    assertThat(split.heldOut(dataset).classCounts()).containsExactly(2, 1);
  }

  @Test
  void saysWhenGroupsCannotBeSplit() {
    ImageSource dataset = dataset(0, 0, 1, 1);
    assertThatThrownBy(() -> Splits.byGroup(dataset, new int[] {0, 0, 1, 2}, 0.5, 1))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "test: all 2 pictures of class 0 are in one group, so they cannot be on both sides of a"
                + " split; make the groups smaller or split by class");
    ImageSource knotted = dataset(0, 1, 1, 2, 2, 0);
    assertThatThrownBy(() -> Splits.byGroup(knotted, new int[] {0, 0, 1, 1, 2, 2}, 0.5, 1))
        .hasMessageStartingWith("test: no choice of whole groups leaves pictures of class ")
        .hasMessageEndingWith(" on both sides; make the groups smaller or split by class");
  }

  @Test
  void findsGroupsByNumbersAndByPattern() {
    ImageSource dataset =
        named(
            List.of("0", "1"),
            List.of("0/IMG_7.JPG", "1/IMG_8.JPG", "0/IMG_10.JPG", "1/IMG_11.JPG"),
            0,
            1,
            0,
            1);
    assertThat(Groups.parse("runs", dataset)).containsExactly(0, 0, 1, 1);
    assertThat(Groups.parse("^([01])/", dataset)).containsExactly(0, 1, 0, 1);
    assertThat(Groups.byPattern(Pattern.compile("_1?"), dataset)).containsExactly(0, 0, 1, 1);
    assertThatThrownBy(() -> Groups.parse("8", dataset))
        .hasMessage(
            "test: group pattern 8 finds nothing in 0/IMG_7.JPG; it must fit every picture");
    assertThatThrownBy(() -> Groups.parse("(", dataset))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "group must be sittings, runs or a regular expression but was (: Unclosed group");
    ImageSource nameless = named(List.of("0", "1"), List.of("a.jpg", "b.jpg"), 0, 1);
    assertThatThrownBy(() -> Groups.parse("runs", nameless))
        .hasMessage(
            "test: the name of a.jpg has no number; name the files by photo number or group by a"
                + " pattern");
  }

  @Test
  void readsPhotoNumbersFromACsvFile() throws Exception {
    Path file = Files.writeString(folder.resolve("shots.csv"), "index,shot\n1,50\n0,40\n");
    assertThat(PhotoNumbers.fromCsv(file, dataset(0, 1))).containsExactly(40, 50);
    assertThatThrownBy(() -> PhotoNumbers.fromCsv(file, dataset(0, 1, 1)))
        .hasMessageStartingWith(file + " has no row for picture 2; ");
    assertThatThrownBy(() -> PhotoNumbers.fromCsv(file, dataset(0)))
        .hasMessageStartingWith(file + ", line 2: index 1 is there twice or outside 0 to 0");
    Files.writeString(file, "index,number\n0,1\n");
    assertThatThrownBy(() -> PhotoNumbers.fromCsv(file, dataset(0, 1)))
        .isInstanceOf(SignetException.class)
        .hasMessageEndingWith("with the columns index and shot, both integers, is expected");
  }

  @Test
  void splitsTheDigitsBySigner() {
    String data = System.getProperty("signet.data", "");
    assumeTrue(!data.isEmpty(), "set -Dsignet.data to the folder of the real data");
    ImageSource digits = ImageFolder.read(Path.of(data, "digits"), new ImageSize(16, 16));
    Split split = Splits.byGroup(digits, Groups.parse("runs", digits), 0.15, 1);
    assertThat(split.heldOut().length / (double) digits.size()).isBetween(0.14, 0.16);
  }
}
