package dev.signet.picture;

/**
 * Where in the result an upright picture comes to lie.
 *
 * @param rows what becomes of its rows
 * @param columns what becomes of its columns
 */
record Placement(Span rows, Span columns) {
  /**
   * What becomes of a picture along one axis.
   *
   * @param scaled pixels that all of it is resized to
   * @param first of these that is wanted
   * @param count of these that are wanted
   * @param offset pixels of the result before them
   * @param side pixels of the result
   */
  record Span(int scaled, int first, int count, int offset, int side) {
    static Span whole(int side) {
      return new Span(side, 0, side, 0, side);
    }

    static Span padded(int scaled, int side) {
      return new Span(scaled, 0, scaled, (side - scaled) / 2, side);
    }

    /**
     * The centre, where torchvision rounds half a pixel to the even one.
     *
     * @param margin pixels on either side that are kept as well
     */
    static Span cropped(int scaled, int side, int margin) {
      int first = (int) Math.rint((scaled - side) / 2.0) - margin;
      int kept = side + 2 * margin;
      return new Span(scaled, first, kept, 0, kept);
    }
  }

  /** What is wanted of the picture in its place, with black around it. */
  byte[] framed(byte[] pixels) {
    if (rows.count() == rows.side() && columns.count() == columns.side()) {
      return pixels;
    }
    byte[] result = new byte[rows.side() * columns.side() * ImageSize.CHANNELS];
    int stride = columns.count() * ImageSize.CHANNELS;
    for (int y = 0; y < rows.count(); y++) {
      int to = (rows.offset() + y) * columns.side() + columns.offset();
      System.arraycopy(pixels, y * stride, result, to * ImageSize.CHANNELS, stride);
    }
    return result;
  }
}
