package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.picture.ImageSize;
import java.nio.file.Path;
import java.util.Arrays;

/** What the article's layout demands of the shapes of its data sets. */
final class Hdf5Shape {
  private static final int MOST_CLASSES = 100_000;

  private Hdf5Shape() {}

  static void requirePictures(Path file, String name, long[] shape) {
    if (shape.length == 0 || shape[0] == 0) {
      throw new SignetException(
          "%s: %s is empty (shape %s); at least one picture is needed"
              .formatted(file, name, describe(shape)));
    }
    if (shape.length != 4) {
      throw new SignetException(
          "%s: %s has shape %s, but [n, height, width, 3] is expected%s"
              .formatted(
                  file,
                  name,
                  describe(shape),
                  shape.length == 1
                      ? "; pictures of mixed sizes cannot be read, resize them before storing"
                      : shape.length == 3 ? "; store RGB pictures, not grey ones" : ""));
    }
    if (shape[3] != ImageSize.CHANNELS) {
      throw new SignetException(
          "%s: %s has %d channels (shape %s), but 3 (red, green, blue, last) are expected; %s"
              .formatted(
                  file,
                  name,
                  shape[3],
                  describe(shape),
                  shape[1] == ImageSize.CHANNELS
                      ? "transpose the pictures to [n, height, width, 3]"
                      : "store RGB pictures"));
    }
    if (shape[0] > Integer.MAX_VALUE || !ImageSize.isAllowed(shape[1], shape[2])) {
      throw new SignetException(
          "%s: %s has shape %s, but pictures of 1 to %d pixels are expected"
              .formatted(file, name, describe(shape), ImageSize.MAX_PIXELS));
    }
  }

  /**
   * Labels may be {@code [n]}, or {@code [1, n]} or {@code [n, 1]} as the article reshapes them.
   */
  static void requireLabels(Path file, String name, long[] shape, int pictures) {
    boolean flat = shape.length == 1 || (shape.length == 2 && Math.min(shape[0], shape[1]) == 1);
    long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (!flat) {
      throw new SignetException(
          "%s: %s has shape %s, but one label a picture ([%d]) is expected"
              .formatted(file, name, describe(shape), pictures));
    }
    if (size != pictures) {
      throw new SignetException(
          "%s: %s has %d labels for %d pictures; one label a picture is expected"
              .formatted(file, name, size, pictures));
    }
  }

  /** A header may claim anything; say so before the memory runs out. */
  static void requireMemory(Path file, String name, long[] shape) {
    double needed = 1.0 * shape[0] * shape[1] * shape[2] * shape[3];
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw new SignetException(
          "%s: %s needs %.1f GB (shape %s), but Java may use %.1f GB; give it more with -Xmx"
              .formatted(file, name, needed / 1e9, describe(shape), most / 1e9));
    }
  }

  /** HDF5 itself allows a chunk less than 4 GiB; Java reads one into an array. */
  static boolean isSensibleChunk(int[] chunk) {
    double bytes = 1;
    boolean positive = true;
    for (int side : chunk) {
      positive &= side > 0;
      bytes *= side;
    }
    return chunk.length == 4 && positive && bytes <= 1 << 30;
  }

  static boolean isClassList(long[] shape) {
    return shape.length == 1 && shape[0] <= MOST_CLASSES;
  }

  static String describe(long[] shape) {
    return Arrays.toString(shape);
  }
}
