package dev.signet.server.config;

/**
 * How many batches of a model are computed at one time. Workers that have a thread each do not wait
 * for each other as the threads of one batch do, so they answer more pictures a second; a lone
 * picture takes longer with fewer threads.
 *
 * @param count batches at one time, 1 to 64
 * @param threads that libtorch's operators use for each, 1 to 1024, or 0 for as many as it is set
 *     to. They are set for the whole JVM
 */
public record WorkersConfig(int count, int threads) {
  /** One batch at a time, on as many threads as libtorch is set to. */
  public static final WorkersConfig DEFAULT = new WorkersConfig(1, 0);

  private static final int MOST_BY_DEFAULT = 4;

  /** Checks the ranges. */
  public WorkersConfig {
    Ranges.require("batches at one time (--workers)", count, 1, 64);
    Ranges.require("threads of a worker", threads, 0, 1024);
  }

  /** A worker a thread, but four at most, which then share the threads. */
  public static WorkersConfig sharing(int threads) {
    return sharing(threads, Math.min(threads, MOST_BY_DEFAULT));
  }

  /** So many workers, which share the threads; each has one at least. */
  public static WorkersConfig sharing(int threads, int count) {
    Ranges.require("batches at one time (--workers)", count, 1, 64);
    return new WorkersConfig(count, Math.max(1, threads / count));
  }
}
