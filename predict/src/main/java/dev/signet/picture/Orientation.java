package dev.signet.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How a camera was held: the orientation tag, 1 to 8. Phones store every photo as the sensor saw it
 * and leave the turning to the reader.
 */
final class Orientation {
  static final int UPRIGHT = 1;

  private static final int JPEG_HEAD = 1 << 18;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] XMP = "tiff:Orientation".getBytes(StandardCharsets.US_ASCII);

  private Orientation() {}

  /** EXIF's tag, else XMP's, or 1 where there is none or it cannot be understood. */
  static int of(PictureFormat format, byte[] bytes) {
    if (format == PictureFormat.GIF || format == PictureFormat.BMP) {
      return UPRIGHT;
    }
    int tag = exif(format, bytes);
    // XMP in a JPEG lies before its pixels.
    return tag != 0 ? tag : xmp(bytes, format == PictureFormat.JPEG ? JPEG_HEAD : bytes.length);
  }

  private static int exif(PictureFormat format, byte[] bytes) {
    if (format == PictureFormat.JPEG && find(EXIF, bytes, bytes.length) < 0) {
      return 0; // the library that reads it takes long to load
    }
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      Metadata metadata =
          format == PictureFormat.JPEG
              ? JpegMetadataReader.readMetadata(in, List.of(new ExifReader()))
              : ImageMetadataReader.readMetadata(in);
      ExifIFD0Directory directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      Integer tag =
          directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
      return tag == null ? 0 : tag >= 1 && tag <= 8 ? tag : UPRIGHT;
    } catch (ImageProcessingException | IOException | RuntimeException e) {
      return 0; // damaged metadata does not make the picture unreadable
    }
  }

  /** {@code tiff:Orientation="6"} or {@code <tiff:Orientation>6<}. */
  private static int xmp(byte[] bytes, int until) {
    int value = find(XMP, bytes, Math.min(until, bytes.length) - 3);
    if (value < 0) {
      return UPRIGHT;
    }
    value += bytes[value] == '=' ? 2 : 1;
    return bytes[value] >= '1' && bytes[value] <= '8' ? bytes[value] - '0' : UPRIGHT;
  }

  /** Where the first such word ends; -1 if there is none. */
  private static int find(byte[] word, byte[] bytes, int until) {
    for (int at = 0; at < until - word.length; at++) {
      if (bytes[at] == word[0]
          && Arrays.equals(bytes, at, at + word.length, word, 0, word.length)) {
        return at + word.length;
      }
    }
    return -1;
  }

  /** Whether height and width change places. */
  static boolean isSideways(int orientation) {
    return orientation >= 5;
  }

  /** Whether the last stored row comes first. */
  static boolean flipsRows(int orientation) {
    return orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  }

  /** Whether the last stored column comes first. */
  static boolean flipsColumns(int orientation) {
    return orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  }
}
