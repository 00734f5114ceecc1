package dev.signet.data;

import static dev.signet.data.TestImages.dataset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private final ImageSource dataset = dataset(0, 1, 0, 1, 0, 1, 0);

  @Test
  void goesThroughTheDataInOrderWithAShortLastBatch() {
    List<Batch> batches = new ArrayList<>();
    Batches.inOrder(dataset, 3).forEach(batches::add);
    assertThat(batches).extracting(Batch::count).containsExactly(3, 3, 1);
    assertThat(Batches.inOrder(dataset, 3).count()).isEqualTo(3);
    Batch second = batches.get(1);
    assertThat(second.indices()).containsExactly(3, 4, 5);
    assertThat(second.labels()).containsExactly(1, 0, 1);
    assertThat(second.size()).isEqualTo(new ImageSize(4, 3));
    assertThat(second.images().isDirect()).isTrue();
    assertThat(second.images().remaining()).isEqualTo(3 * 36);
    assertThat(second.images().get(36)).isEqualTo((byte) 204);
  }

  @Test
  void shufflesBySeedAndEpochAlone() {
    List<Integer> first = order(7, 0);
    assertThat(first).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    assertThat(order(7, 0)).isEqualTo(first);
    assertThat(order(7, 1)).isNotEqualTo(first);
    assertThat(order(8, 0)).isNotEqualTo(first);
  }

  @Test
  void keepsItsOrderFromReleaseToRelease() {
    assertThat(Shuffle.order(8, 42, 3)).containsExactly(6, 3, 5, 2, 0, 4, 1, 7);
  }

  @Test
  void putsEveryPictureInEveryPlaceEquallyOften() {
    int[] firsts = new int[5];
    for (int epoch = 0; epoch < 5000; epoch++) {
      firsts[Shuffle.order(5, 0, epoch)[0]]++;
    }
    assertThat(IntStream.of(firsts)).allMatch(count -> count > 850 && count < 1150);
  }

  @Test
  void refusesABatchSizeBelowOneAndAllowsAHugeOne() {
    assertThatThrownBy(() -> Batches.inOrder(dataset, 0))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("batch size must be at least 1 but was 0");
    Iterator<Batch> all = Batches.inOrder(dataset, Integer.MAX_VALUE).iterator();
    assertThat(all.next().count()).isEqualTo(7);
    assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
  }

  private List<Integer> order(long seed, int epoch) {
    List<Integer> order = new ArrayList<>();
    for (Batch batch : Batches.shuffled(dataset, 2, seed, epoch)) {
      for (int index : batch.indices()) {
        order.add(index);
      }
    }
    return order;
  }
}
