package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The pictures of an HDF5 file as RGB bytes: integers of any width from 0 to 255, or floats from 0
 * to 1 or from 0 to 255; RGB, grey or opaque RGBA, channels last or first.
 */
final class Hdf5Pictures {
  private static final int MOST = 255;

  /** Above 1 and below this, values are neither shares nor bytes: 255 would be white. */
  private static final int DARKEST = 16;

  private final Hdf5Array array;
  private final Hdf5PictureLayout layout;
  private final DataRemarks remarks;

  /**
   * Looks at shape and type; nothing is read yet.
   *
   * @throws SignetException if they are none of pictures
   */
  Hdf5Pictures(Hdf5Array array, DataRemarks remarks) {
    this.array = array;
    this.remarks = remarks;
    layout = Hdf5PictureLayout.of(array);
    if (array.isVariableLength()
        || !(array.type() instanceof FixedPoint || array.type() instanceof FloatingPoint)) {
      throw new SignetException(
          "%s holds %s, but uint8 (0 to 255) is expected; store the pictures as uint8"
              .formatted(array.where(), array.typeName()));
    }
    Hdf5Shape.requireMemory(
        array.where(), array.shape(), 1.0 * array.shape()[0] * layout.rgbBytes());
    array.requireStored();
  }

  int count() {
    return Math.toIntExact(array.shape()[0]);
  }

  int height() {
    return layout.height();
  }

  int width() {
    return layout.width();
  }

  /** Reads all of them. */
  List<byte[]> read() {
    List<String> done = new ArrayList<>(layout.remarks(array.shape()));
    int factor = 1;
    if (!array.isUnsignedBytes()) {
      Range range = range();
      factor = range.factor(array);
      done.add(
          "holds %s from 0 to %s"
              .formatted(
                  array.typeName(), factor == MOST ? "1, taken times 255" : "255, taken as bytes"));
    }
    List<byte[]> pictures = new ArrayList<>(count());
    int scale = factor;
    array.forEachBlock(
        (first, rows) -> {
          for (byte[] row : rows) {
            pictures.add(toRgb(array.isUnsignedBytes() ? row : scaled(row, scale), pictures));
          }
        });
    if (!done.isEmpty()) {
      remarks.add("%s %s".formatted(array.where(), String.join("; ", done)));
    }
    return pictures;
  }

  private byte[] toRgb(byte[] bytes, List<byte[]> before) {
    byte[] rgb = layout.toRgb(bytes);
    if (rgb.length == 0) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s[%d] is transparent in parts; put it on a background and store RGB pictures",
              array.where(),
              before.size()));
    }
    return rgb;
  }

  private byte[] scaled(byte[] row, int factor) {
    double[] numbers = Hdf5Numbers.row(array, row);
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(numbers[i] * factor);
    }
    return bytes;
  }

  private Range range() {
    Range range = new Range();
    array.forEachBlock(
        (first, rows) -> {
          for (int i = 0; i < rows.length; i++) {
            for (double number : Hdf5Numbers.row(array, rows[i])) {
              if (!(number >= 0 && number <= MOST)) {
                throw new SignetException(
                    String.format(
                            Locale.ROOT,
                            "%s holds %s, and picture %d has the value %s, but 0 to 255 (or 0 to 1) is",
                            array.where(),
                            array.typeName(),
                            first + i,
                            plain(number))
                        + " expected; store the pictures as uint8");
              }
              range.most = Math.max(range.most, number);
            }
          }
        });
    return range;
  }

  /** The largest value so far. */
  private static final class Range {
    private double most;

    /** What makes bytes of the values. */
    int factor(Hdf5Array array) {
      boolean whole = array.type() instanceof FixedPoint;
      if (most > 0 && most < DARKEST && (whole || most > 1)) {
        throw new SignetException(
            "%s holds %s from 0 to %s, which may be meant as 0 to 1 or 0 to 255; store uint8"
                .formatted(array.where(), array.typeName(), plain(most)));
      }
      return whole || most > 1 ? 1 : MOST;
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
