package dev.signet.data;

import dev.signet.picture.Batch;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * One pass over batches, each made by another thread while the caller works with the one before:
 * the same batches in the same order as without. What the making of a batch throws, the caller gets
 * when that batch's turn comes.
 *
 * <p>At most one batch is ahead, so two are in memory. <b>A batch is valid until the next one is
 * asked for</b>; then its pictures are overwritten.
 *
 * <p>{@link #close} ends the thread, also in the middle of the pass. Not safe for use by several
 * threads.
 */
public final class Prefetch implements Iterable<Batch>, AutoCloseable {
  private static final long LONGEST_BATCH_MILLIS = 60_000;

  private final Iterator<Batch> source;
  private final ExecutorService executor = Executors.newSingleThreadExecutor(this::daemon);
  private @Nullable Thread thread;
  private CompletableFuture<Optional<Batch>> ahead;

  /** Begins to make the first batch. */
  public static Prefetch of(Batches batches) {
    return new Prefetch(batches.inTwoBuffers());
  }

  /** Takes over {@code source}: from here on only the other thread uses it. */
  Prefetch(Iterator<Batch> source) {
    this.source = source;
    this.ahead = CompletableFuture.supplyAsync(() -> make(source), executor);
  }

  private Thread daemon(Runnable work) {
    Thread made = new Thread(work, "signet-prefetch");
    made.setDaemon(true);
    thread = made;
    return made;
  }

  private static Optional<Batch> make(Iterator<Batch> source) {
    return source.hasNext() ? Optional.of(source.next()) : Optional.empty();
  }

  /** What is left of the pass: all iterators share it. */
  @Override
  public Iterator<Batch> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return made().isPresent();
      }

      @Override
      public Batch next() {
        Batch batch =
            made().orElseThrow(() -> new NoSuchElementException("there are no more batches"));
        ahead = CompletableFuture.supplyAsync(() -> make(source), executor);
        return batch;
      }
    };
  }

  /** Waits for the batch that is ahead; an interrupt does not shorten the wait and is kept. */
  private Optional<Batch> made() {
    try {
      return ahead.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Ends the thread and waits for its end; the batch that it is making is dropped. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (thread != null) { // awaitTermination would return a moment before its end
        thread.join(LONGEST_BATCH_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // a daemon; it ends by itself
    }
  }
}
