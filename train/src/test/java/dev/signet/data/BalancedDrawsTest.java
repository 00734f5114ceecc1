package dev.signet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestPictures;
import dev.signet.config.BatchConfig;
import dev.signet.config.Sampling;
import dev.signet.picture.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalancedDrawsTest {
  private static final BatchConfig DRAWN = new BatchConfig(32, true, false, Sampling.BALANCED);

  /** 300, 100 and 20 pictures of three of four classes: a view, whose labels are a view's. */
  private static final ImageSource SKEWED =
      TestPictures.coloured(420, 8, 4, 1)
          .labelled(
              TestPictures.names(4),
              IntStream.range(0, 420).map(i -> i < 300 ? 0 : i < 400 ? 2 : 3).toArray());

  private static List<Batch> epoch(int number) {
    List<Batch> batches = new ArrayList<>();
    Batches.forTraining(SKEWED, DRAWN, 5, number).forEach(batches::add);
    return batches;
  }

  private static int[] indices(List<Batch> batches) {
    return batches.stream().flatMapToInt(batch -> Arrays.stream(batch.indices())).toArray();
  }

  /** 20 epochs of 420 draws: a share's standard deviation is 0.005. */
  @Test
  void everyClassThatHasPicturesIsDrawnAsOften() {
    double[] draws = new double[4];
    IntStream.range(0, 20)
        .flatMap(number -> IntStream.of(indices(epoch(number))))
        .forEach(i -> draws[SKEWED.label(i)]++);
    double all = Arrays.stream(draws).sum();
    assertThat(all).isEqualTo(20 * 420);
    assertThat(draws[1]).isZero();
    assertThat(draws[0] / all).isCloseTo(1 / 3.0, within(0.025));
    assertThat(draws[2] / all).isCloseTo(1 / 3.0, within(0.025));
    assertThat(draws[3] / all).isCloseTo(1 / 3.0, within(0.025));
  }

  @Test
  void everyPictureOfAClassIsDrawnAsOftenAndSomeTwiceInAnEpoch() {
    int[] drawn = new int[420];
    IntStream.range(0, 60)
        .flatMap(number -> IntStream.of(indices(epoch(number))))
        .forEach(i -> drawn[i]++);
    // 60 * 420 / 3 / 20 = 420 draws of each, standard deviation 20
    assertThat(Arrays.stream(drawn).skip(400)).allMatch(times -> times > 320 && times < 520);
    assertThat(Arrays.stream(indices(epoch(0))).distinct().count()).isLessThan(420);
  }

  @Test
  void epochIsFixedBySeedAndNumberAndCanBeGoneOnWith() {
    assertThat(indices(epoch(3))).isEqualTo(indices(epoch(3))).isNotEqualTo(indices(epoch(4)));
    List<Batch> rest = new ArrayList<>();
    Batches.forTraining(SKEWED, DRAWN, 5, 3).after(4).forEach(rest::add);
    List<Batch> whole = epoch(3);
    assertThat(indices(rest)).isEqualTo(indices(whole.subList(4, whole.size())));
  }

  @Test
  void picturesAndLabelsAreThoseOfTheDraws() {
    Batch batch = epoch(0).get(0);
    for (int i = 0; i < batch.count(); i++) {
      int index = batch.indices()[i];
      byte[] bytes = new byte[8 * 8 * 3];
      batch.images().slice(i * bytes.length, bytes.length).get(bytes);
      assertThat(bytes).isEqualTo(SKEWED.pixels(index));
      assertThat(batch.labels()[i]).isEqualTo(SKEWED.label(index));
    }
  }
}
