package dev.signet.data;

import static dev.signet.data.TestImages.dataset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.picture.Batch;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PrefetchTest {
  private final ImageSource dataset = dataset(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0);

  @Test
  void givesTheSameBytesInTheSameOrder() {
    for (int batchSize : new int[] {1, 2, 3, 4, 5, 13, 100}) {
      Batches batches = Batches.shuffled(dataset, batchSize, 7, 2);
      List<String> expected = new ArrayList<>();
      batches.forEach(batch -> expected.add(describe(batch)));
      List<String> actual = new ArrayList<>();
      try (Prefetch prefetch = Prefetch.of(batches)) {
        prefetch.forEach(batch -> actual.add(describe(batch)));
      }
      assertThat(actual).as("batch size %d", batchSize).isEqualTo(expected);
    }
  }

  private static String describe(Batch batch) {
    ByteBuffer images = batch.images().duplicate();
    byte[] bytes = new byte[images.remaining()];
    images.get(bytes);
    return Arrays.toString(bytes)
        + Arrays.toString(batch.labels())
        + Arrays.toString(batch.indices())
        + batch.size()
        + batch.images().isDirect();
  }

  @Test
  void wholePassLiesInTwoBuffers() {
    Set<ByteBuffer> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
    try (Prefetch prefetch = Prefetch.of(Batches.inOrder(dataset, 2))) {
      prefetch.forEach(batch -> buffers.add(batch.images()));
    }
    assertThat(buffers).hasSize(2);
  }

  @Test
  void isNeverMoreThanOneBatchAhead() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    Semaphore ahead = new Semaphore(0);
    Runnable count =
        () -> {
          made.incrementAndGet();
          ahead.release();
        };
    try (Prefetch prefetch = new Prefetch(endless(count))) {
      Iterator<Batch> batches = prefetch.iterator();
      for (int taken = 0; taken < 20; taken++) {
        ahead.acquire(); // the one after those that were taken
        assertThat(made).hasValue(taken + 1);
        assertThat(batches.hasNext()).isTrue();
        batches.next();
      }
      ahead.acquire();
    }
    assertThat(made).as("made before the thread ended").hasValue(21);
  }

  @Test
  void failureReachesTheCallerWhenItsTurnComes() {
    AtomicInteger made = new AtomicInteger();
    Runnable failThird =
        () -> {
          if (made.incrementAndGet() == 3) {
            throw new SignetException("picture 3 is gone");
          }
        };
    List<Integer> counts = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              try (Prefetch prefetch = new Prefetch(endless(failThird))) {
                prefetch.forEach(batch -> counts.add(batch.count()));
              }
            })
        .isInstanceOf(SignetException.class)
        .hasMessage("picture 3 is gone");
    assertThat(counts).containsExactly(1, 1);
  }

  @Test
  void errorReachesTheCallerAsItIs() {
    Runnable fail =
        () -> {
          throw new OutOfMemoryError("direct buffers");
        };
    try (Prefetch prefetch = new Prefetch(endless(fail))) {
      assertThatThrownBy(() -> prefetch.iterator().next())
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessage("direct buffers");
    }
  }

  @Test
  void closingInTheMiddleLeavesNoThread() {
    CompletableFuture<Thread> worker = new CompletableFuture<>();
    Thread caller = Thread.currentThread();
    try (Prefetch prefetch = new Prefetch(endless(() -> worker.complete(Thread.currentThread())))) {
      prefetch.iterator().next();
      assertThat(worker.join()).isNotEqualTo(caller);
      assertThat(worker.join().isDaemon()).isTrue();
    }
    assertThat(worker.join().isAlive()).isFalse();
  }

  @Test
  void closingInterruptsABatchThatHangs() {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Thread> worker = new CompletableFuture<>();
    Runnable hang =
        () -> {
          worker.complete(Thread.currentThread());
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new SignetException("interrupted", e);
          }
        };
    try (Prefetch prefetch = new Prefetch(endless(hang))) {
      assertThat(prefetch).isNotNull();
      begun.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(worker.join().isAlive()).isFalse();
  }

  @Test
  void endsWhereItsSourceEnds() {
    try (Prefetch prefetch = Prefetch.of(Batches.inOrder(dataset, 13))) {
      Iterator<Batch> batches = prefetch.iterator();
      assertThat(batches.next().count()).isEqualTo(13);
      assertThat(batches.hasNext()).isFalse();
      assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  /** Batches of one picture without end; each does something first. */
  private Iterator<Batch> endless(Runnable first) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      @SuppressWarnings("IteratorNextNoSuchElement")
      public Batch next() {
        first.run();
        return dataset.batch(new int[] {0});
      }
    };
  }
}
