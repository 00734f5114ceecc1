package dev.signet.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * A decoded picture of any kind as RGB bytes. Numbers are taken as they are stored (grey 128 is
 * 128, which {@code BufferedImage.getRGB} would brighten to 188); 16 bits are scaled to 8; what is
 * transparent lies on white.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class RgbPixels {
  private static final int WHITE = 255;

  private RgbPixels() {}

  /** The picture as unsigned bytes, {@code [height, width, 3]}. */
  public static byte[] of(BufferedImage image) {
    ColorModel model = image.getColorModel();
    int space = model.getColorSpace().getType();
    if (model instanceof IndexColorModel) {
      return ofColours(image);
    }
    if (model.isAlphaPremultiplied()) {
      image.coerceData(false);
      return ofSamples(image);
    }
    if (space == ColorSpace.TYPE_GRAY
        || (space == ColorSpace.TYPE_RGB && model.getColorSpace().isCS_sRGB())) {
      return ofSamples(image);
    }
    return ofColours(image);
  }

  /** The other way: bytes {@code [height, width, 3]} as a picture that Java can draw and write. */
  public static BufferedImage toImage(byte[] pixels, ImageSize size) {
    BufferedImage image =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < pixels.length; i += 3) {
      int rgb = (pixels[i] & 0xff) << 16 | (pixels[i + 1] & 0xff) << 8 | (pixels[i + 2] & 0xff);
      image.setRGB(i / 3 % size.width(), i / 3 / size.width(), rgb);
    }
    return image;
  }

  /** The slow road: through the colour model, for palettes and foreign colour spaces. */
  private static byte[] ofColours(BufferedImage image) {
    int width = image.getWidth();
    byte[] result = new byte[image.getHeight() * width * 3];
    int[] row = new int[width];
    int to = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int argb : row) {
        int alpha = argb >>> 24;
        result[to++] = onWhite((argb >> 16) & 0xff, alpha);
        result[to++] = onWhite((argb >> 8) & 0xff, alpha);
        result[to++] = onWhite(argb & 0xff, alpha);
      }
    }
    return result;
  }

  private static byte[] ofSamples(BufferedImage image) {
    Raster raster = image.getRaster();
    ColorModel model = image.getColorModel();
    int bands = raster.getNumBands();
    boolean alpha = model.hasAlpha();
    boolean grey = bands - (alpha ? 1 : 0) == 1;
    int largest = (1 << model.getComponentSize(0)) - 1;
    int width = image.getWidth();
    byte[] result = new byte[image.getHeight() * width * 3];
    int[] row = new int[width * bands];
    int to = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, row);
      if (largest != 255) {
        scale(row, largest);
      }
      for (int at = 0; at < row.length; at += bands) {
        int opacity = alpha ? row[at + bands - 1] : 255;
        for (int channel = 0; channel < 3; channel++) {
          result[to++] = onWhite(row[grey ? at : at + channel], opacity);
        }
      }
    }
    return result;
  }

  private static void scale(int[] row, int largest) {
    for (int i = 0; i < row.length; i++) {
      row[i] = (int) ((row[i] * 255L + largest / 2) / largest);
    }
  }

  private static byte onWhite(int value, int alpha) {
    return (byte) (alpha == 255 ? value : (value * alpha + WHITE * (255 - alpha) + 127) / 255);
  }
}
