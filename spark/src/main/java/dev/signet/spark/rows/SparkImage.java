package dev.signet.spark.rows;

import dev.signet.SignetException;
import dev.signet.Text;
import java.awt.image.BufferedImage;
import org.apache.spark.sql.Row;

/** Spark's image struct: rows of pixels in OpenCV's order, blue first. */
final class SparkImage {
  private SparkImage() {}

  /**
   * The picture.
   *
   * @throws SignetException if Spark could not decode it, or it has another kind of pixels
   */
  static BufferedImage of(Row image) {
    int height = image.getAs("height");
    int width = image.getAs("width");
    int channels = image.getAs("nChannels");
    byte[] data = image.getAs("data");
    if (height < 1 || width < 1) {
      throw new SignetException("Spark could not read the picture %s".formatted(origin(image)));
    }
    if ((channels != 1 && channels != 3 && channels != 4)
        || data.length != (long) height * width * channels) {
      throw new SignetException(
          Text.of(
              "the picture %s has mode %s with %d channels and %d bytes for %d x %d pixels (height x"
                  + " width); 8 bits and 1, 3 or 4 channels are expected",
              origin(image), image.<Object>getAs("mode"), channels, data.length, height, width));
    }
    BufferedImage result =
        new BufferedImage(
            width,
            height,
            channels == 4 ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[x] = pixel(data, (y * width + x) * channels, channels);
      }
      result.setRGB(0, y, width, 1, row, 0, width);
    }
    return result;
  }

  private static int pixel(byte[] data, int at, int channels) {
    int blue = data[at] & 0xff;
    if (channels == 1) {
      return blue << 16 | blue << 8 | blue;
    }
    int alpha = channels == 4 ? data[at + 3] & 0xff : 0xff;
    return alpha << 24 | (data[at + 2] & 0xff) << 16 | (data[at + 1] & 0xff) << 8 | blue;
  }

  private static String origin(Row image) {
    return String.valueOf(image.<Object>getAs("origin"));
  }
}
