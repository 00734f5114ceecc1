package dev.signet.picture;

import dev.signet.SignetException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A picture, wherever it comes from, that is decoded when it is asked for its pixels. Safe for use
 * by many threads as long as nobody changes what it was made of.
 */
@FunctionalInterface
public interface Picture {
  /** The pixels in the decoder's size: unsigned bytes, {@code [height, width, 3]}. */
  byte[] pixels(ImageDecoder decoder);

  /** A picture file. */
  static Picture of(Path file) {
    return decoder -> decoder.decode(file);
  }

  /** The bytes of a picture file: JPEG, PNG or another format that {@link ImageDecoder} knows. */
  static Picture of(byte[] file) {
    return decoder -> decoder.decode("the picture", file);
  }

  /**
   * The bytes of a picture file to the stream's end, which are read now; the caller closes it.
   *
   * @throws SignetException if it cannot be read, or has more than {@link ImageDecoder#MAX_BYTES}
   */
  static Picture of(InputStream file) {
    try {
      byte[] bytes = file.readNBytes((int) ImageDecoder.MAX_BYTES + 1);
      if (bytes.length > ImageDecoder.MAX_BYTES) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "the picture has more than %,d bytes, the most that is read",
                ImageDecoder.MAX_BYTES));
      }
      return of(bytes);
    } catch (IOException e) {
      throw new SignetException("the picture cannot be read: " + e.getMessage(), e);
    }
  }

  /** A picture in memory; transparent pixels lie on white. */
  static Picture of(BufferedImage image) {
    return decoder -> decoder.decode(image);
  }
}
