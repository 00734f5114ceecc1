package dev.signet.data.split;

import static dev.signet.data.TestImages.dataset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldsTest {
  /** 36, 18 and 7 pictures of three classes. */
  private static final int[] LABELS =
      IntStream.range(0, 61).map(i -> i < 36 ? 0 : i < 54 ? 1 : 2).toArray();

  private static long[] inOrder(int size) {
    return LongStream.range(0, size).toArray();
  }

  private static List<int[]> heldOut(Folds folds, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> folds.split(n).heldOut()).toList();
  }

  private static void requireEachOnce(Folds folds, int count, int size) {
    assertThat(heldOut(folds, count).stream().flatMapToInt(Arrays::stream).sorted().toArray())
        .isEqualTo(IntStream.range(0, size).toArray());
    for (int n = 1; n <= count; n++) {
      assertThat(folds.split(n).kept())
          .hasSize(size - folds.split(n).heldOut().length)
          .doesNotContain(folds.split(n).heldOut());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 7})
  void eachPictureIsInOneFoldAndEachClassEvenlyInAll(int count) {
    ImageSource dataset = dataset(LABELS);
    Folds folds = Folds.byBlock(dataset, inOrder(61), count);
    requireEachOnce(folds, count, 61);
    int[] totals = {36, 18, 7};
    for (int n = 1; n <= count; n++) {
      int[] counts = folds.split(n).heldOut(dataset).classCounts();
      for (int label = 0; label < 3; label++) {
        assertThat(counts[label])
            .isBetween(totals[label] / count, (totals[label] + count - 1) / count);
      }
    }
  }

  @Test
  void foldIsABlockOfEachClassInTheOrderOfTheNumbers() {
    ImageSource dataset = dataset(new int[12]);
    long[] backwards = LongStream.range(0, 12).map(i -> -i).toArray();
    assertThat(Folds.byBlock(dataset, inOrder(12), 3).split(2).heldOut())
        .containsExactly(4, 5, 6, 7);
    assertThat(Folds.byBlock(dataset, backwards, 3).split(1).heldOut())
        .containsExactly(8, 9, 10, 11);
  }

  /** 40 persons with one to five pictures of each of three classes. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 10})
  void groupsStayTogetherAndTheClassesEven(int count) {
    int[] sizes = IntStream.range(0, 40).map(person -> 1 + person * 7 % 5).toArray();
    int[] groups =
        IntStream.range(0, 40)
            .flatMap(person -> IntStream.range(0, 3 * sizes[person]).map(i -> person))
            .toArray();
    int[] labels =
        IntStream.range(0, 40)
            .flatMap(person -> IntStream.range(0, 3 * sizes[person]).map(i -> i % 3))
            .toArray();
    ImageSource dataset = dataset(labels);
    Folds folds = Folds.byGroup(dataset, groups, count, 0);
    requireEachOnce(folds, count, labels.length);
    for (int n = 1; n <= count; n++) {
      Split split = folds.split(n);
      assertThat(Arrays.stream(split.heldOut()).map(i -> groups[i]).distinct().toArray())
          .doesNotContain(Arrays.stream(split.kept()).map(i -> groups[i]).distinct().toArray());
      double even = labels.length / 3.0 / count;
      assertThat(Arrays.stream(split.heldOut(dataset).classCounts()))
          .allMatch(c -> Math.abs(c - even) <= 2);
    }
    assertThat(heldOut(Folds.byGroup(dataset, groups, count, 0), count))
        .zipSatisfy(heldOut(folds, count), (a, b) -> assertThat(a).isEqualTo(b));
  }

  @Test
  void whatCannotBeDealtIsRefusedInASentence() {
    assertThatThrownBy(() -> Folds.byBlock(dataset(0, 0, 1), inOrder(3), 2))
        .isInstanceOf(SignetException.class)
        .hasMessage("test: class 1 has 1 picture; a split needs at least 2 of each class");
    assertThatThrownBy(() -> Folds.byBlock(dataset(0, 0, 0), inOrder(3), 4))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageMatching(
            "test: nothing is left for fold \\d of 4; choose fewer folds \\(--folds\\)");
    assertThatThrownBy(() -> Folds.byGroup(dataset(0, 0, 0, 0), new int[] {0, 0, 1, 1}, 3, 0))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "test: 3 folds (--folds) need as many groups, but there are 2 (--group); choose fewer"
                + " folds or smaller groups");
    assertThatThrownBy(() -> Folds.byGroup(dataset(0, 0, 1, 1), new int[] {0, 0, 1, 1}, 2, 0))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("are in one fold, so nothing is left to learn it from");
  }
}
