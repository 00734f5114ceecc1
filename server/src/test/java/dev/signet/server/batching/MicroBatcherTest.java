package dev.signet.server.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.server.config.BatchingConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches of a worker that adds one to numbers and waits for permission. */
@Timeout(120)
class MicroBatcherTest {
  private final Worker worker = new Worker();
  private final ManualClock clock = new ManualClock();

  private MicroBatcher<Integer, Integer> batcher(int maximum, int windowMillis, int room) {
    return new MicroBatcher<>(
        "test", () -> worker, 1, config(maximum, windowMillis, room), BatchObserver.NONE, clock);
  }

  private static BatchingConfig config(int maximum, int windowMillis, int room) {
    return new BatchingConfig(
        maximum, Duration.ofMillis(windowMillis), room, Duration.ofSeconds(10));
  }

  private static CompletableFuture<Batched<Integer>> ask(
      MicroBatcher<Integer, Integer> batcher, int number) {
    batcher.reserve(1);
    return batcher.submit(number, () -> false);
  }

  @Test
  void itemsThatComeWhileABatchIsComputedMakeTheNextOne() throws Exception {
    worker.permits = new CountDownLatch(1);
    try (MicroBatcher<Integer, Integer> batcher = batcher(4, 0, 100)) {
      CompletableFuture<Batched<Integer>> first = ask(batcher, 1);
      worker.started.await();
      List<CompletableFuture<Batched<Integer>>> others = new ArrayList<>();
      for (int i = 2; i <= 7; i++) {
        others.add(ask(batcher, i));
      }
      worker.permits.countDown();
      assertThat(first.get().value()).isEqualTo(2);
      for (int i = 2; i <= 7; i++) {
        assertThat(others.get(i - 2).get().value()).isEqualTo(i + 1);
      }
      assertThat(worker.batches).containsExactly(List.of(1), List.of(2, 3, 4, 5), List.of(6, 7));
      assertThat(others.get(0).get().batchSize()).isEqualTo(4);
    }
    assertThat(worker.closed).isTrue();
  }

  @Test
  void workersComputeAtOneTime() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    BatchWorker<Integer, Integer> waiting =
        new BatchWorker<>() {
          @Override
          public List<Integer> run(List<Integer> items) {
            both.countDown();
            try {
              both.await(); // the other's batch
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return items;
          }

          @Override
          public void close() {}
        };
    try (MicroBatcher<Integer, Integer> batcher =
        new MicroBatcher<>("test", () -> waiting, 2, config(1, 0, 100), BatchObserver.NONE)) {
      CompletableFuture<Batched<Integer>> first = ask(batcher, 1);
      CompletableFuture<Batched<Integer>> second = ask(batcher, 2);
      assertThat(first.get().value() + second.get().value()).isEqualTo(3);
    }
  }

  @Test
  void workersShareWhatComesInsteadOfTakingAll() throws Exception {
    worker.permits = new CountDownLatch(1);
    try (MicroBatcher<Integer, Integer> batcher =
        new MicroBatcher<>("test", () -> worker, 2, config(32, 500, 100), BatchObserver.NONE)) {
      batcher.reserve(16);
      List<CompletableFuture<Batched<Integer>>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(batcher.submit(i, () -> false));
      }
      worker.permits.countDown();
      for (CompletableFuture<Batched<Integer>> answer : answers) {
        assertThat(answer.get().batchSize()).isLessThanOrEqualTo(8);
      }
    }
  }

  @Test
  void loneItemDoesNotWaitForTheWindow() throws Exception {
    try (MicroBatcher<Integer, Integer> batcher = batcher(4, 1000, 100)) {
      for (int i = 0; i < 3; i++) {
        assertThat(ask(batcher, i).get().value()).isEqualTo(i + 1);
      }
      assertThat(clock.waits).isEmpty();
    }
  }

  @Test
  void itemsInCompanyWaitForMoreButNotBeyondTheWindow() throws Exception {
    worker.permits = new CountDownLatch(1);
    try (MicroBatcher<Integer, Integer> batcher = batcher(10, 300, 100)) {
      CompletableFuture<Batched<Integer>> unused1 = ask(batcher, 1);
      worker.started.await();
      CompletableFuture<Batched<Integer>> unused2 = ask(batcher, 2);
      CompletableFuture<Batched<Integer>> third = ask(batcher, 3);
      worker.permits.countDown();
      assertThat(clock.waits.take()).isEqualTo(millis(300)); // the batch of 2 and 3 for its window
      clock.pass(millis(299));
      CompletableFuture<Batched<Integer>> fourth = ask(batcher, 4);
      assertThat(clock.waits.take()).isEqualTo(millis(1));
      assertThat(third).isNotDone();
      clock.pass(millis(1));
      assertThat(third.get().batchSize()).isEqualTo(3);
      assertThat(fourth.get().batchSize()).isEqualTo(3);
      assertThat(third.get().queuedNanos()).isEqualTo(millis(300));
    }
  }

  @Test
  void moreThanMayWaitIsRefusedAndTakenAgainLater() throws Exception {
    worker.permits = new CountDownLatch(1);
    try (MicroBatcher<Integer, Integer> batcher = batcher(4, 0, 3)) {
      CompletableFuture<Batched<Integer>> unused1 = ask(batcher, 1);
      worker.started.await();
      batcher.reserve(2);
      assertThatThrownBy(() -> batcher.reserve(2))
          .isInstanceOf(QueueFullException.class)
          .hasMessage("2 wait already");
      batcher.release(2);
      batcher.reserve(3);
      batcher.release(3);
      worker.permits.countDown();
    }
  }

  @Test
  void itemsThatNobodyWaitsForAreNotComputed() throws Exception {
    worker.permits = new CountDownLatch(1);
    AtomicInteger dropped = new AtomicInteger();
    BatchObserver observer =
        new BatchObserver() {
          @Override
          public void dropped() {
            dropped.incrementAndGet();
          }
        };
    try (MicroBatcher<Integer, Integer> batcher =
        new MicroBatcher<>("test", () -> worker, 1, config(8, 0, 100), observer)) {
      CompletableFuture<Batched<Integer>> unused1 = ask(batcher, 1);
      worker.started.await();
      CompletableFuture<Batched<Integer>> late =
          ask(batcher, 2).orTimeout(1, TimeUnit.MILLISECONDS);
      ask(batcher, 3).cancel(true);
      batcher.reserve(1);
      CompletableFuture<Batched<Integer>> left = batcher.submit(4, () -> true);
      CompletableFuture<Batched<Integer>> wanted = ask(batcher, 5);
      assertThatThrownBy(late::join)
          .hasCauseInstanceOf(java.util.concurrent.TimeoutException.class);
      worker.permits.countDown();
      assertThat(wanted.get().value()).isEqualTo(6);
      assertThat(left).isCompletedExceptionally();
      assertThat(worker.batches).containsExactly(List.of(1), List.of(5));
      assertThat(dropped).hasValue(3);
    }
  }

  @Test
  void failureOfABatchIsThatOfItsItemsOnly() throws Exception {
    try (MicroBatcher<Integer, Integer> batcher = batcher(1, 0, 100)) {
      assertThatThrownBy(() -> ask(batcher, -1).get())
          .hasCauseInstanceOf(IllegalArgumentException.class);
      assertThat(ask(batcher, 1).get().value()).isEqualTo(2);
    }
  }

  @Test
  void closingAnswersWhatWasTakenAndTakesNoMore() {
    worker.permits = new CountDownLatch(0);
    MicroBatcher<Integer, Integer> batcher = batcher(2, 0, 100);
    List<CompletableFuture<Batched<Integer>>> taken = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      taken.add(ask(batcher, i));
    }
    batcher.close();
    assertThat(taken).allMatch(CompletableFuture::isDone);
    assertThat(taken.get(8).join().value()).isEqualTo(9);
    assertThatThrownBy(() -> batcher.reserve(1)).isInstanceOf(RetiredException.class);
  }

  @Test
  void workerThatCannotBeOpenedSaysWhy() {
    assertThatThrownBy(
            () ->
                new MicroBatcher<Integer, Integer>(
                    "test",
                    () -> {
                      throw new IllegalStateException("no model");
                    },
                    2,
                    config(1, 0, 1),
                    BatchObserver.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no model");
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  // Stands still until it is told that time passes; remembers for how long it is waited.
  private static final class ManualClock implements BatchClock {
    private final BlockingQueue<Long> waits = new LinkedBlockingQueue<>();
    private final AtomicLong now = new AtomicLong();

    void pass(long nanos) {
      now.addAndGet(nanos);
    }

    @Override
    public long nanos() {
      return now.get();
    }

    @Override
    public <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException {
      long end = now.get() + nanos;
      waits.add(nanos);
      T next = null;
      while (next == null && now.get() < end) {
        next = queue.poll(1, TimeUnit.MILLISECONDS);
      }
      return next;
    }
  }

  // Remembers its batches.
  private static final class Worker implements BatchWorker<Integer, Integer> {
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private CountDownLatch permits = new CountDownLatch(0);
    private volatile boolean closed;

    @Override
    public List<Integer> run(List<Integer> items) {
      batches.add(List.copyOf(items));
      started.countDown();
      try {
        permits.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (items.get(0) < 0) {
        throw new IllegalArgumentException("negative");
      }
      return items.stream().map(item -> item + 1).toList();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
