package dev.signet.server.batching;

import dev.signet.server.config.BatchingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects items of many threads into batches and gives them to workers, each of which one thread
 * opens, uses and closes: what a worker holds need not be safe for use by several.
 *
 * <p>A batch starts when it is full or its window is over. Several workers share what there is: for
 * them a batch is full, too, when it has its share of all items that wait or are computed, so that
 * none of them is idle while another has all. The window is waited for only while items come in
 * company, that is when the batch before had more than one or another item waits: a lone client is
 * answered at once. One worker gathers at a time: while it does, or while all compute, items that
 * come belong to the next batch.
 *
 * <p>Room is reserved before an item is prepared, so that work is refused before it is begun:
 * {@link #reserve}, then for each item either {@link #submit} or {@link #release}. Safe for use by
 * many threads.
 */
public final class MicroBatcher<I, O> implements AutoCloseable {
  private static final long IDLE_NANOS =
      TimeUnit.MILLISECONDS.toNanos(50); // until it looks for its end

  private final LinkedBlockingQueue<Ticket<I, O>> queue = new LinkedBlockingQueue<>();
  private final BatchingConfig config;
  private final BatchObserver observer;
  private final BatchClock clock;
  private final List<Thread> threads;

  private final Object lock = new Object();
  private int reserved; // guarded by lock; items whose batch has not started
  private int computing; // guarded by lock
  private boolean retired; // guarded by lock

  private final Object turn = new Object(); // of the worker that gathers
  private boolean company; // guarded by turn

  /**
   * A batcher whose workers are open.
   *
   * @param name of its threads
   * @param open called by each thread for its worker
   * @param workers batches that are computed at one time
   */
  public MicroBatcher(
      String name,
      Supplier<? extends BatchWorker<I, O>> open,
      int workers,
      BatchingConfig config,
      BatchObserver observer) {
    this(name, open, workers, config, observer, BatchClock.SYSTEM);
  }

  MicroBatcher(
      String name,
      Supplier<? extends BatchWorker<I, O>> open,
      int workers,
      BatchingConfig config,
      BatchObserver observer,
      BatchClock clock) {
    this.config = config;
    this.observer = observer;
    this.clock = clock;
    List<CompletableFuture<@Nullable Void>> opened =
        IntStream.range(0, workers).mapToObj(i -> new CompletableFuture<@Nullable Void>()).toList();
    threads = opened.stream().map(ready -> new Thread(() -> work(open, ready), name)).toList();
    threads.forEach(thread -> thread.setDaemon(true));
    threads.forEach(Thread::start);
    try {
      CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      close(); // those that did open
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Items that wait for their batch, and those that are being prepared for it. */
  public int waiting() {
    synchronized (lock) {
      return reserved;
    }
  }

  /**
   * Takes room for items.
   *
   * @throws QueueFullException if there is not enough
   * @throws RetiredException after {@link #close}
   */
  public void reserve(int items) {
    synchronized (lock) {
      if (retired) {
        throw new RetiredException();
      }
      if (reserved + items > config.queue()) {
        throw new QueueFullException(reserved);
      }
      reserved += items;
    }
  }

  /** Gives room back that no item will use. */
  public void release(int items) {
    synchronized (lock) {
      reserved -= items;
    }
  }

  /**
   * An item for which room was reserved.
   *
   * @param abandoned asked before the item is computed; true drops it
   * @return the answer; who completes it, cancels it or lets it time out takes the item out of the
   *     queue
   */
  public CompletableFuture<Batched<O>> submit(I item, BooleanSupplier abandoned) {
    CompletableFuture<Batched<O>> answer = new CompletableFuture<>();
    queue.add(new Ticket<>(item, answer, abandoned, clock.nanos()));
    return answer;
  }

  /** Takes no more items, answers those that were taken, and ends the workers. */
  @Override
  public void close() {
    synchronized (lock) {
      retired = true;
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(
      Supplier<? extends BatchWorker<I, O>> open, CompletableFuture<@Nullable Void> opened) {
    try (BatchWorker<I, O> worker = open.get()) {
      opened.complete(null);
      while (!finished()) {
        compute(worker, collect());
      }
    } catch (RuntimeException | Error e) {
      opened.completeExceptionally(e);
    }
  }

  private boolean finished() {
    synchronized (lock) {
      return retired && reserved == 0;
    }
  }

  /** The next batch, or nothing if none came for a while. */
  private List<Ticket<I, O>> collect() {
    List<Ticket<I, O>> batch = new ArrayList<>(config.maximum());
    synchronized (turn) {
      Ticket<I, O> first = poll(BatchClock.SYSTEM, IDLE_NANOS);
      if (first == null) {
        company = false;
        return batch;
      }
      batch.add(first);
      queue.drainTo(batch, full() - 1);
      company |= batch.size() > 1;
      fill(batch, clock.nanos() + (company ? config.window().toNanos() : 0));
      company = batch.size() > 1;
    }
    List<Ticket<I, O>> wanted = wanted(batch);
    synchronized (lock) {
      reserved -= batch.size();
      computing += wanted.size();
    }
    return wanted;
  }

  /** Items with which a batch need not wait for more, 1 to the maximum. */
  private int full() {
    int workers = threads.size();
    if (workers == 1) {
      return config.maximum();
    }
    synchronized (lock) {
      int share = (reserved + computing + workers - 1) / workers;
      return Math.max(1, Math.min(config.maximum(), share));
    }
  }

  private void fill(List<Ticket<I, O>> batch, long endNanos) {
    while (batch.size() < full()) {
      Ticket<I, O> next = poll(clock, endNanos - clock.nanos());
      if (next == null) {
        return;
      }
      batch.add(next);
      queue.drainTo(batch, Math.max(0, full() - batch.size()));
    }
  }

  private @Nullable Ticket<I, O> poll(BatchClock waiting, long nanos) {
    try {
      return nanos > 0 ? waiting.poll(queue, nanos) : queue.poll();
    } catch (InterruptedException e) {
      return null; // nobody interrupts these threads; close() ends them
    }
  }

  private List<Ticket<I, O>> wanted(List<Ticket<I, O>> batch) {
    List<Ticket<I, O>> wanted = new ArrayList<>(batch.size());
    for (Ticket<I, O> ticket : batch) {
      if (ticket.wanted()) {
        wanted.add(ticket);
      } else {
        ticket.answer().completeExceptionally(new CancellationException("nobody waits for it"));
        observer.dropped();
      }
    }
    return wanted;
  }

  private void compute(BatchWorker<I, O> worker, List<Ticket<I, O>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    long start = clock.nanos();
    try {
      List<O> answers = run(worker, batch.stream().map(Ticket::item).toList());
      long nanos = clock.nanos() - start;
      observer.computed(batch.size(), nanos);
      for (int i = 0; i < batch.size(); i++) {
        Ticket<I, O> ticket = batch.get(i);
        long queued = start - ticket.arrivedNanos();
        ticket.answer().complete(new Batched<>(answers.get(i), queued, nanos, batch.size()));
      }
    } catch (RuntimeException | Error e) {
      batch.forEach(ticket -> ticket.answer().completeExceptionally(e));
    }
  }

  private List<O> run(BatchWorker<I, O> worker, List<I> items) {
    try {
      return worker.run(items);
    } finally {
      synchronized (lock) {
        computing -= items.size(); // before the answers bring new items
      }
    }
  }
}
