package dev.signet.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DirectColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A decoded picture of any kind as RGB bytes. Numbers are taken as they are stored (grey 128 is
 * 128, which {@code BufferedImage.getRGB} would brighten to 188); 16 bits are scaled to 8, and so
 * are fewer; what is transparent lies on white; CMYK is converted as Pillow does, without profiles.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class RgbPixels {
  private static final int WHITE = 255;

  private RgbPixels() {}

  /** The picture as unsigned bytes, {@code [height, width, 3]}. */
  public static byte[] of(BufferedImage image) {
    RgbRow rows = rows(image);
    int stride = image.getWidth() * ImageSize.CHANNELS;
    byte[] result = new byte[image.getHeight() * stride];
    byte[] row = new byte[stride];
    try {
      for (int y = 0; y < image.getHeight(); y++) {
        rows.read(y, row);
        System.arraycopy(row, 0, result, y * stride, stride);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // what is decoded already cannot fail
    }
    return result;
  }

  /** The picture's rows. */
  static RgbRow rows(BufferedImage image) {
    return rows(image, false);
  }

  /**
   * The picture's rows.
   *
   * @param opaque whether a palette's transparency does not count
   */
  static RgbRow rows(BufferedImage image, boolean opaque) {
    ColorModel model = image.getColorModel();
    int space = model.getColorSpace().getType();
    boolean indexed =
        !(model instanceof ComponentColorModel || model instanceof DirectColorModel)
            && space == ColorSpace.TYPE_RGB;
    if (indexed || model instanceof IndexColorModel) {
      return ofColours(image, opaque);
    }
    if (space == ColorSpace.TYPE_CMYK) {
      return ofInk(image.getRaster());
    }
    // A calibrated RGB or grey profile changes nothing: numbers are taken as stored.
    return space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB
        ? ofSamples(image.getRaster(), model)
        : ofColours(image, opaque);
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
  private static RgbRow ofColours(BufferedImage image, boolean opaque) {
    int width = image.getWidth();
    int[] argb = new int[width];
    return (y, row) -> {
      image.getRGB(0, y, width, 1, argb, 0, width);
      for (int i = 0; opaque && i < width; i++) {
        argb[i] |= 0xff000000;
      }
      onWhite(argb, 0, width, row);
    };
  }

  /** Packed pixels, {@code 0xAARRGGBB}, not multiplied by alpha. */
  static void onWhite(int[] argb, int from, int width, byte[] row) {
    int to = 0;
    for (int i = from; i < from + width; i++) {
      int alpha = argb[i] >>> 24;
      row[to++] = onWhite((argb[i] >> 16) & 0xff, alpha);
      row[to++] = onWhite((argb[i] >> 8) & 0xff, alpha);
      row[to++] = onWhite(argb[i] & 0xff, alpha);
    }
  }

  private static RgbRow ofSamples(Raster raster, ColorModel model) {
    int bands = raster.getNumBands();
    boolean alpha = model.hasAlpha();
    boolean multiplied = model.isAlphaPremultiplied();
    int colours = model.getNumColorComponents();
    boolean grey = colours < 3;
    int[] bits = new int[bands];
    boolean bytes = true;
    for (int band = 0; band < bands; band++) {
      bits[band] = raster.getSampleModel().getSampleSize(band);
      bytes &= bits[band] == 8;
    }
    boolean scaled = !bytes;
    int[] samples = new int[raster.getWidth() * bands];
    return (y, row) -> {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
      if (scaled) {
        scale(samples, bits);
      }
      int to = 0;
      for (int at = 0; at < samples.length; at += bands) {
        int opacity = alpha ? samples[at + colours] : 255;
        for (int channel = 0; channel < 3; channel++) {
          int value = samples[grey ? at : at + channel];
          row[to++] =
              multiplied
                  ? (byte) (Math.min(value, opacity) + WHITE - opacity)
                  : onWhite(value, opacity);
        }
      }
    };
  }

  /** Cyan, magenta, yellow and black, 0 for none. */
  private static RgbRow ofInk(Raster raster) {
    int bands = raster.getNumBands();
    int largest = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    int[] samples = new int[raster.getWidth() * bands];
    return (y, row) -> {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, samples);
      int to = 0;
      for (int at = 0; at < samples.length; at += bands) {
        int light = 255 - eightBits(samples[at + 3], largest);
        for (int channel = 0; channel < 3; channel++) {
          row[to++] = (byte) printed(eightBits(samples[at + channel], largest), light);
        }
      }
    };
  }

  private static int eightBits(int sample, int largest) {
    return largest == 255 ? sample : (int) (sample * 255L / largest);
  }

  /** What is left of the light when ink of this strength is over it, as Pillow rounds it. */
  static int printed(int ink, int light) {
    int product = ink * light + 128;
    return Math.max(0, light - (((product >> 8) + product) >> 8));
  }

  /** Bands may have different widths, 5, 6 and 5 bits for instance; Pillow rounds those down. */
  private static void scale(int[] samples, int[] bits) {
    for (int i = 0; i < samples.length; i++) {
      int width = bits[i % bits.length];
      if (width != 8 && width > 0) {
        long largest = (1L << width) - 1;
        long rounding = width > 10 ? largest / 2 : 0;
        samples[i] = (int) (((samples[i] & largest) * 255 + rounding) / largest);
      }
    }
  }

  private static byte onWhite(int value, int alpha) {
    return (byte) (alpha == 255 ? value : (value * alpha + WHITE * (255 - alpha) + 127) / 255);
  }
}
