package dev.signet.explain;

import java.util.stream.IntStream;

/** Some of many, spread evenly over them: the same ones every time. */
final class EvenSample {
  private EvenSample() {}

  /** At most {@code most} of the indices below {@code size}, ascending. */
  static int[] of(int size, int most) {
    int count = Math.min(size, most);
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
  }
}
