package dev.signet.audit;

/** Means over the cells of a grid that is laid over a picture. */
final class Downscale {
  private static final int CHANNELS = 3;

  private Downscale() {}

  /**
   * Brightness (the luma of Rec. 601) of {@code side} x {@code side} cells, row by row, 0 to 255.
   *
   * @param pixels {@code [height, width, 3]}
   */
  static float[] grey(byte[] pixels, int height, int width, int side) {
    float[] cells = new float[side * side];
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        cells[row * side + column] = cell(pixels, height, width, side, row, column);
      }
    }
    return cells;
  }

  private static float cell(byte[] pixels, int height, int width, int side, int row, int column) {
    int top = row * height / side;
    int bottom = Math.max(top + 1, (row + 1) * height / side);
    int left = column * width / side;
    int right = Math.max(left + 1, (column + 1) * width / side);
    long sum = 0; // thousandths
    for (int y = top; y < bottom; y++) {
      int at = (y * width + left) * CHANNELS;
      for (int x = left; x < right; x++, at += CHANNELS) {
        sum +=
            299 * (pixels[at] & 255) + 587 * (pixels[at + 1] & 255) + 114 * (pixels[at + 2] & 255);
      }
    }
    return sum / (1000f * (bottom - top) * (right - left));
  }
}
