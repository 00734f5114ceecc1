package dev.signet.server.batching;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a batcher knows of time: tests let it pass by hand. Safe for use by many threads. */
interface BatchClock {
  /** The machine's. */
  BatchClock SYSTEM =
      new BatchClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public <T> @Nullable T poll(BlockingQueue<T> queue, long nanos)
            throws InterruptedException {
          return queue.poll(nanos, TimeUnit.NANOSECONDS);
        }
      };

  /** Now, in nanoseconds since whenever. */
  long nanos();

  /** The queue's next item, or null if none came within so many nanoseconds, more than 0. */
  <T> @Nullable T poll(BlockingQueue<T> queue, long nanos) throws InterruptedException;
}
