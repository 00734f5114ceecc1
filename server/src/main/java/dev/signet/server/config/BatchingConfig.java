package dev.signet.server.config;

import java.time.Duration;

/**
 * How pictures of different requests go through the network together.
 *
 * @param maximum pictures a batch, 1 to 1024; 1 turns batching off
 * @param window how long a batch waits for more pictures, 0 to 1 s. It is waited for only while
 *     pictures come in company, so that a lone client does not pay for it
 * @param queue pictures of a model that may wait, 1 to 100,000; more are refused
 * @param deadline after which a request is not computed any more, 10 ms to 1 h
 */
public record BatchingConfig(int maximum, Duration window, int queue, Duration deadline) {
  /** 32 pictures, 5 ms, 256 waiting, 10 s. */
  public static final BatchingConfig DEFAULT =
      new BatchingConfig(32, Duration.ofMillis(5), 256, Duration.ofSeconds(10));

  /** Checks the ranges. */
  public BatchingConfig {
    Ranges.require("pictures a batch (--max-batch)", maximum, 1, 1024);
    Ranges.require("pictures that wait (--queue)", queue, 1, 100_000);
    Ranges.requireTime(
        "the batch window (--batch-window)", window, Duration.ZERO, Duration.ofSeconds(1));
    Ranges.requireTime(
        "the deadline (--deadline)", deadline, Duration.ofMillis(10), Duration.ofHours(1));
  }
}
