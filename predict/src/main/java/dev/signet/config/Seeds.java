package dev.signet.config;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * One seed for each random stream of a run, all derived from the run's, so that a feature that
 * draws more numbers does not shift another's.
 *
 * @param run the seed that the user gave
 */
public record Seeds(long run) {
  /** Initial weights. */
  public long weights() {
    return stream("weights");
  }

  /** The order of the training pictures. */
  public long order() {
    return stream("order");
  }

  /** Random changes to training pictures. */
  public long augmentation() {
    return stream("augmentation");
  }

  /** Which pictures are mixed, and how. */
  public long mixing() {
    return stream("mixing");
  }

  private long stream(String name) {
    CRC32C hash = new CRC32C();
    hash.update(name.getBytes(StandardCharsets.US_ASCII));
    return mix(run ^ mix(hash.getValue()));
  }

  /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
