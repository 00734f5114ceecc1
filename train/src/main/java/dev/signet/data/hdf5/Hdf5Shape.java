package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.picture.ImageSize;
import java.util.Arrays;
import java.util.Locale;

/** What the article's layout demands of the shapes of its data sets. */
final class Hdf5Shape {
  private static final int MOST_CLASSES = 100_000;

  private Hdf5Shape() {}

  static void requireSomePictures(String where, long[] shape) {
    if (shape.length == 0 || Arrays.stream(shape).anyMatch(side -> side <= 0)) {
      throw new SignetException(
          "%s is empty (shape %s); at least one picture is needed"
              .formatted(where, describe(shape)));
    }
    if (shape.length < 3 || shape.length > 4) {
      throw new SignetException(
          "%s has shape %s, but [n, height, width, 3] is expected%s"
              .formatted(
                  where,
                  describe(shape),
                  shape.length == 1
                      ? "; pictures of mixed sizes cannot be read, resize them before storing"
                      : ""));
    }
  }

  static void requirePictureSize(String where, long[] shape, long height, long width) {
    if (shape[0] > Integer.MAX_VALUE || !ImageSize.isAllowed(height, width)) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has shape %s, but pictures of 1 to %d pixels are expected",
              where,
              describe(shape),
              ImageSize.MAX_PIXELS));
    }
  }

  /**
   * Labels may be {@code [n]}, or {@code [1, n]} or {@code [n, 1]} as the article reshapes them.
   */
  static boolean isFlat(long[] shape) {
    return shape.length == 1 || (shape.length == 2 && Math.min(shape[0], shape[1]) == 1);
  }

  /** The number of elements; more than an array can have for shapes that claim too much. */
  static double size(long[] shape) {
    double size = 1;
    for (long side : shape) {
      size *= side;
    }
    return size;
  }

  /** HDF5 itself allows a chunk less than 4 GiB; Java reads one into an array. */
  static boolean isSensibleChunk(int[] chunk, int axes, int element) {
    double bytes = element;
    boolean positive = true;
    for (int side : chunk) {
      positive &= side > 0;
      bytes *= side;
    }
    return chunk.length == axes && positive && bytes <= 1 << 30;
  }

  static boolean isClassList(long[] shape) {
    return isFlat(shape) && size(shape) >= 1 && size(shape) <= MOST_CLASSES;
  }

  static String describe(long[] shape) {
    return Arrays.toString(shape);
  }
}
