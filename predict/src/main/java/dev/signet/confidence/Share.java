package dev.signet.confidence;

/**
 * Correct answers among several, and how far their share can be trusted.
 *
 * @param count pictures, at least 1
 * @param correct those answered rightly
 * @param accuracy the share of them, 0 to 1
 * @param interval 95 % Wilson interval of the accuracy
 */
public record Share(long count, long correct, double accuracy, WilsonInterval interval) {
  /** The share of {@code correct} in {@code count}, which is at least 1. */
  public static Share of(long correct, long count) {
    return new Share(count, correct, (double) correct / count, WilsonInterval.of(correct, count));
  }
}
