package dev.signet.data;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pictures that two data sets share, pixel by pixel. Thread-safe: it keeps no state. */
public final class SamePixels {
  private SamePixels() {}

  /**
   * Which pictures of one data set the other holds as well, whatever their labels: places in {@code
   * pictures}, from 0. Data sets of different sizes share none.
   */
  public static Set<Integer> shared(ImageDataset pictures, ImageDataset other) {
    if (pictures.height() != other.height() || pictures.width() != other.width()) {
      return Set.of();
    }
    Set<ByteBuffer> known = new HashSet<>(); // a buffer equals another by its bytes
    for (int i = 0; i < other.size(); i++) {
      known.add(ByteBuffer.wrap(other.pixels(i)));
    }
    return IntStream.range(0, pictures.size())
        .filter(i -> known.contains(ByteBuffer.wrap(pictures.pixels(i))))
        .boxed()
        .collect(Collectors.toSet());
  }
}
