package dev.signet.metrics;

/** A mean over samples that arrive in batches. Not safe for use by several threads. */
public final class Mean {
  private double sum;
  private long count;

  /**
   * Takes in a batch.
   *
   * @param mean over the batch
   * @param samples in the batch, at least 1
   */
  public void update(double mean, long samples) {
    sum += mean * samples;
    count += samples;
  }

  /** A mean that has already taken in so many samples with this sum. */
  public static Mean of(double sum, long count) {
    Mean mean = new Mean();
    mean.sum = sum;
    mean.count = count;
    return mean;
  }

  /** Sum over the samples so far. */
  public double sum() {
    return sum;
  }

  /** Samples so far. */
  public long count() {
    return count;
  }

  /**
   * The mean over all samples.
   *
   * @throws IllegalStateException before the first sample
   */
  public double compute() {
    if (count == 0) {
      throw new IllegalStateException("a mean needs at least one sample but none was taken in");
    }
    return sum / count;
  }
}
