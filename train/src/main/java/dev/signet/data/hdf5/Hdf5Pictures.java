package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
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

  /**
   * Makes them readable in any order, also after the file is closed. Numbers that are no bytes are
   * looked at first, all of them: what they mean depends on the largest.
   */
  Opened open() {
    List<String> done = new ArrayList<>(layout.remarks(array.shape()));
    int factor = 1;
    if (!array.isUnsignedBytes()) {
      factor = range().factor(array);
      done.add(
          "holds %s from 0 to %s"
              .formatted(
                  array.typeName(), factor == MOST ? "1, taken times 255" : "255, taken as bytes"));
    }
    if (!done.isEmpty()) {
      remarks.add("%s %s".formatted(array.where(), String.join("; ", done)));
    }
    return new Opened(array, array.rows(), layout, factor);
  }

  /**
   * Pictures in any order.
   *
   * @param factor what makes bytes of numbers that are none
   */
  record Opened(Hdf5Array array, Hdf5Rows rows, Hdf5PictureLayout layout, int factor) {
    /** Whether the bytes of a picture are read as they are stored. */
    boolean isPlain() {
      return array.isUnsignedBytes() && layout.isArticles();
    }

    /** Puts a picture as RGB where {@code into} stands, and moves it behind it. */
    void read(int index, ByteBuffer into) {
      try {
        if (isPlain()) {
          rows.read(index, into);
          return;
        }
        byte[] row = new byte[array.rowBytes()];
        rows.read(index, ByteBuffer.wrap(row));
        into.put(rgb(array.isUnsignedBytes() ? row : scaled(row), index));
      } catch (SignetException | BufferOverflowException e) {
        throw e;
      } catch (RuntimeException e) { // whatever the arithmetic of a damaged file throws
        throw new SignetException(
            "%s is damaged: its bytes make no sense as HDF5; copy or download it again"
                .formatted(array.file()),
            e);
      }
    }

    private byte[] rgb(byte[] bytes, int index) {
      byte[] rgb = layout.toRgb(bytes);
      if (rgb.length == 0) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s[%d] is transparent in parts; put it on a background and store RGB pictures",
                array.where(),
                index));
      }
      return rgb;
    }

    private byte[] scaled(byte[] row) {
      double[] numbers = Hdf5Numbers.row(array, row);
      byte[] bytes = new byte[numbers.length];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) Math.round(numbers[i] * factor);
      }
      return bytes;
    }
  }

  private Range range() {
    Range range = new Range();
    array.forEachRow(
        (row, bytes) -> {
          for (double number : Hdf5Numbers.row(array, bytes)) {
            if (!(number >= 0 && number <= MOST)) {
              throw new SignetException(
                  String.format(
                          Locale.ROOT,
                          "%s holds %s, and picture %d has the value %s, but 0 to 255 (or 0 to 1) is",
                          array.where(),
                          array.typeName(),
                          row,
                          plain(number))
                      + " expected; store the pictures as uint8");
            }
            range.most = Math.max(range.most, number);
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
