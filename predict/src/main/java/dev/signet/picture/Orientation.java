package dev.signet.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * How a camera was held: EXIF's orientation tag, 1 to 8. Phones store every photo as the sensor saw
 * it and leave the turning to the reader.
 */
final class Orientation {
  static final int UPRIGHT = 1;

  private Orientation() {}

  /** The tag, or 1 where there is none or it cannot be understood. */
  static int of(PictureFormat format, byte[] bytes) {
    try {
      return switch (format) {
        case JPEG ->
            tag(
                JpegMetadataReader.readMetadata(
                    new ByteArrayInputStream(bytes), List.of(new ExifReader())));
        case PNG, WEBP -> tag(ImageMetadataReader.readMetadata(new ByteArrayInputStream(bytes)));
        case GIF, BMP -> UPRIGHT;
      };
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      // Damaged metadata does not make the picture unreadable.
      return UPRIGHT;
    }
  }

  private static int tag(Metadata metadata) {
    ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    Integer tag =
        directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
    return tag == null || tag < 1 || tag > 8 ? UPRIGHT : tag;
  }

  /** Whether height and width change places. */
  static boolean isSideways(int orientation) {
    return orientation >= 5;
  }

  /** Turns RGB {@code pixels} of {@code size} upright. */
  static byte[] upright(byte[] pixels, ImageSize size, int orientation) {
    if (orientation == UPRIGHT) {
      return pixels;
    }
    boolean sideways = isSideways(orientation);
    int height = sideways ? size.width() : size.height();
    int width = sideways ? size.height() : size.width();
    boolean flipX = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    boolean flipY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    byte[] result = new byte[pixels.length];
    int to = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = sideways ? x : y;
        int column = sideways ? y : x;
        int fromRow = flipY ? size.height() - 1 - row : row;
        int fromColumn = flipX ? size.width() - 1 - column : column;
        int from = (fromRow * size.width() + fromColumn) * 3;
        result[to++] = pixels[from];
        result[to++] = pixels[from + 1];
        result[to++] = pixels[from + 2];
      }
    }
    return result;
  }
}
