package dev.signet.server.config;

import java.time.Duration;

/**
 * How much one client may ask of the service.
 *
 * @param requestBytes of a request's body, 1 KiB to 1 GiB
 * @param bodyBytes of all bodies that are held at one time, at least {@code requestBytes}
 * @param pixels of one picture, 1,024 to 700,000,000; it is refused before it is decoded
 * @param pictures of one request, 1 to 1024
 * @param bodyTime that a client may take to send a body, 1 s to 1 h
 * @param idleTime after which a silent connection is closed, 1 s to 1 h
 * @param drainDelay for which the service goes on when it is told to end, 0 s to 1 h: it says that
 *     it is not ready, and whoever sends it requests has time to look
 * @param drainTime that requests get to be answered when the service ends, 0 s to 1 h
 */
public record LimitsConfig(
    int requestBytes,
    long bodyBytes,
    long pixels,
    int pictures,
    Duration bodyTime,
    Duration idleTime,
    Duration drainDelay,
    Duration drainTime) {
  /** 16 MiB a request, 256 MiB in all, 25 megapixels, 64 pictures, 30 s, 30 s, 0 s, 10 s. */
  public static final LimitsConfig DEFAULT =
      new LimitsConfig(
          16 << 20,
          256L << 20,
          25_000_000,
          64,
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ZERO,
          Duration.ofSeconds(10));

  /** Checks the ranges. */
  public LimitsConfig {
    Ranges.require("bytes of a request (--max-request)", requestBytes, 1 << 10, 1 << 30);
    Ranges.require("bytes of all requests", bodyBytes, requestBytes, 1L << 40);
    Ranges.require("pixels of a picture (--max-pixels)", pixels, 1 << 10, 700_000_000);
    Ranges.require("pictures of a request (--max-pictures)", pictures, 1, 1024);
    Duration second = Duration.ofSeconds(1);
    Duration hour = Duration.ofHours(1);
    Ranges.requireTime("the time for a body (--body-time)", bodyTime, second, hour);
    Ranges.requireTime("the idle time (--idle-time)", idleTime, second, hour);
    Ranges.requireTime("the drain delay (--drain-delay)", drainDelay, Duration.ZERO, hour);
    Ranges.requireTime("the drain time (--drain)", drainTime, Duration.ZERO, hour);
  }

  /** The same with other times for a body, for silence and for the end. */
  public LimitsConfig withTimes(Duration body, Duration idle, Duration drain) {
    return new LimitsConfig(
        requestBytes, bodyBytes, pixels, pictures, body, idle, drainDelay, drain);
  }

  /** The same with another time between being told to end and ending. */
  public LimitsConfig withDrainDelay(Duration delay) {
    return new LimitsConfig(
        requestBytes, bodyBytes, pixels, pictures, bodyTime, idleTime, delay, drainTime);
  }

  /** The same with another size of a request and of a picture. */
  public LimitsConfig withSizes(int bytes, long mostPixels) {
    return new LimitsConfig(
        bytes,
        Math.max(bodyBytes, bytes),
        mostPixels,
        pictures,
        bodyTime,
        idleTime,
        drainDelay,
        drainTime);
  }
}
