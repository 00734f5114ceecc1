package dev.signet.picture;

import org.jspecify.annotations.Nullable;

/**
 * Turns a picture upright and brings it to size while its rows come in: a picture of any size needs
 * no more memory than a few of its rows and {@code height x target width} pixels. The result is
 * that of turning first, {@link Resize} then and cutting or padding last, bit for bit. For one
 * thread.
 */
final class RowResize {
  private static final int CHANNELS = ImageSize.CHANNELS;

  private final int height;
  private final int width;
  private final Placement placement;

  /** Of a row of the result, before it is put in its place. */
  private final int columns;

  private final boolean sideways;
  private final boolean flipRows;
  private final boolean flipColumns;

  /** Of the upright picture's columns: along a stored row, or down through the stored rows. */
  private final Resize.Taps taps;

  /** Of the upright picture's rows. */
  private final Resize.Taps rowTaps;

  /** The picture in its new width: {@code [upright height, columns that are wanted, 3]}. */
  private final byte[] narrow;

  /** For a picture that lies on its side: sums of target columns that are not complete. */
  private final int[] @Nullable [] sums;

  private final int[] missing;
  private int next;

  /**
   * Ready for the first row.
   *
   * @param height of the stored picture
   * @param width of the stored picture
   * @param orientation EXIF's, 1 to 8
   */
  RowResize(int height, int width, int orientation, Framing framing) {
    this(height, width, height, width, orientation, framing.placement(height, width, orientation));
  }

  /**
   * Ready for the first row of a picture that does not fill its last row and column.
   *
   * @param filledHeight rows that it fills, at most {@code height}
   * @param filledWidth columns that it fills, at most {@code width}
   * @param placement of the upright picture
   */
  RowResize(
      int height,
      int width,
      double filledHeight,
      double filledWidth,
      int orientation,
      Placement placement) {
    this.height = height;
    this.width = width;
    this.placement = placement;
    columns = placement.columns().count();
    sideways = Orientation.isSideways(orientation);
    flipRows = Orientation.flipsRows(orientation);
    flipColumns = Orientation.flipsColumns(orientation);
    double firstRow = flipRows ? height - filledHeight : 0;
    double firstColumn = flipColumns ? width - filledWidth : 0;
    taps =
        sideways
            ? Resize.Taps.of(height, firstRow, filledHeight, placement.columns())
            : Resize.Taps.of(width, firstColumn, filledWidth, placement.columns());
    rowTaps =
        sideways
            ? Resize.Taps.of(width, firstColumn, filledWidth, placement.rows())
            : Resize.Taps.of(height, firstRow, filledHeight, placement.rows());
    narrow = new byte[Math.multiplyExact((sideways ? width : height), columns * CHANNELS)];
    sums = new int[sideways ? columns : 0][];
    missing = new int[sums.length];
    for (int x = 0; x < missing.length; x++) {
      missing[x] = taps.weights[x].length;
    }
  }

  /** The next stored row, {@code [width, 3]}; it is changed. */
  void accept(byte[] row) {
    if (flipColumns) {
      reverse(row);
    }
    int place = flipRows ? height - 1 - next : next;
    next++;
    if (sideways) {
      addColumn(row, place);
    } else if (rowTaps.needs(place)) {
      Resize.narrow(row, 0, taps, narrow, place * columns * CHANNELS);
    }
  }

  /** The picture as it was to be placed: unsigned bytes, {@code [height, width, 3]}. */
  byte[] result() {
    if (next != height) {
      throw new IllegalStateException(next + " of " + height + " rows came");
    }
    int uprightHeight = sideways ? width : height;
    boolean asTall =
        uprightHeight == placement.rows().scaled() && uprightHeight == placement.rows().count();
    return placement.framed(asTall ? narrow : Resize.shorten(narrow, rowTaps, columns));
  }

  private void reverse(byte[] row) {
    for (int left = 0, right = (width - 1) * CHANNELS; left < right; left += 3, right -= 3) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        byte kept = row[left + channel];
        row[left + channel] = row[right + channel];
        row[right + channel] = kept;
      }
    }
  }

  /** The stored row is the upright picture's column {@code u}. */
  private void addColumn(byte[] row, int u) {
    for (int x = 0; x < sums.length; x++) {
      int tap = u - taps.first[x];
      if (tap < 0 || tap >= taps.weights[x].length) {
        continue;
      }
      int[] sum = sums[x] == null ? Resize.zeros(row.length) : sums[x];
      sums[x] = sum;
      int weight = taps.weights[x][tap];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += (row[i] & 0xff) * weight;
      }
      if (--missing[x] == 0) {
        finish(sum, x);
        sums[x] = null;
      }
    }
  }

  private void finish(int[] sum, int x) {
    int at = x * CHANNELS;
    for (int i = 0; i < sum.length; i += CHANNELS) {
      narrow[at] = Resize.clip(sum[i]);
      narrow[at + 1] = Resize.clip(sum[i + 1]);
      narrow[at + 2] = Resize.clip(sum[i + 2]);
      at += columns * CHANNELS;
    }
  }
}
