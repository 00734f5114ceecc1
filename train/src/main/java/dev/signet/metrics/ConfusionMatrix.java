package dev.signet.metrics;

/** Counts of pictures by true and predicted class. Not safe for use by several threads. */
public final class ConfusionMatrix {
  private final long[][] counts;

  /** An empty matrix of {@code classes} rows (true) and columns (predicted). */
  public ConfusionMatrix(int classes) {
    counts = new long[classes][classes];
  }

  /** Takes in one picture. */
  public void update(int label, int predicted) {
    counts[label][predicted]++;
  }

  /** Number of classes. */
  public int classes() {
    return counts.length;
  }

  /** Pictures of class {@code label} that were taken for {@code predicted}. */
  public long count(int label, int predicted) {
    return counts[label][predicted];
  }

  /** Pictures so far. */
  public long total() {
    long total = 0;
    for (long[] row : counts) {
      for (long count : row) {
        total += count;
      }
    }
    return total;
  }

  /** Pictures whose predicted class is the true one. */
  public long correct() {
    long correct = 0;
    for (int label = 0; label < counts.length; label++) {
      correct += counts[label][label];
    }
    return correct;
  }
}
