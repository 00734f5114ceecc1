package dev.signet.picture;

import java.awt.image.Raster;

/**
 * The rows of a JPEG of four components as RGB, in Pillow's way: as Adobe writes them, 255 is no
 * ink, with or without its marker, and colour profiles are not looked at.
 */
final class InkRows {
  private InkRows() {}

  /**
   * The rows of a raster of four bands.
   *
   * @param ycc whether cyan, magenta and yellow are stored as luminance and chrominance
   */
  static RgbRow of(Raster raster, boolean ycc) {
    int[] samples = new int[raster.getWidth() * 4];
    return (y, row) -> {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
      int to = 0;
      for (int at = 0; at < samples.length; at += 4) {
        if (ycc) {
          toInk(samples, at);
        }
        int light = samples[at + 3];
        for (int channel = 0; channel < 3; channel++) {
          row[to++] = (byte) RgbPixels.printed(255 - samples[at + channel], light);
        }
      }
    };
  }

  /** JFIF's YCbCr gives RGB, of which cyan, magenta and yellow are the complement. */
  private static void toInk(int[] samples, int at) {
    int luminance = samples[at];
    int blue = samples[at + 1] - 128;
    int red = samples[at + 2] - 128;
    samples[at] = 255 - byteOf(luminance + 1.402 * red);
    samples[at + 1] = 255 - byteOf(luminance - 0.344136 * blue - 0.714136 * red);
    samples[at + 2] = 255 - byteOf(luminance + 1.772 * blue);
  }

  private static int byteOf(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
