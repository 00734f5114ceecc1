package dev.signet.picture;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Brings the headers of BMP files to the two that Java's reader understands. It does not know those
 * of OS/2 2.x, and it takes bytes for alpha that Pillow does not: where the pixels are plain, or 16
 * bits.
 */
final class PlainBmp {
  private static final int FILE_HEADER = 14;
  private static final int OLD = 12;
  private static final int INFO = 40;
  private static final int OS2 = 64;
  private static final int V4 = 108;
  private static final int V5 = 124;

  private static final int PLAIN = 0;
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int MASKS = 3;

  private PlainBmp() {}

  /**
   * {@code bytes}, perhaps with another header.
   *
   * @throws UnsupportedPicture if it is of a kind that is not read
   * @throws EOFException if it ends within its header
   */
  static byte[] of(byte[] bytes) throws UnsupportedPicture, EOFException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    require(bytes, FILE_HEADER + OLD);
    int size = in.getInt(FILE_HEADER);
    if (size == OLD) {
      return bytes;
    }
    if (size != INFO && size != 52 && size != 56 && size != OS2 && size != V4 && size != V5) {
      throw new UnsupportedPicture(String.format(Locale.ROOT, "its header has %d bytes", size));
    }
    require(bytes, FILE_HEADER + size);
    int bits = in.getShort(FILE_HEADER + 14);
    int compression = in.getInt(FILE_HEADER + 16);
    requireKnown(size, bits, compression);
    boolean alpha = compression == MASKS && bits == 32 && size >= 56 && size != OS2;
    if (size == INFO || (alpha && size >= V4)) {
      return bytes;
    }
    return rebuilt(bytes, in, size, compression == MASKS ? (alpha ? V4 : INFO + 12) : INFO);
  }

  private static void requireKnown(int size, int bits, int compression) throws UnsupportedPicture {
    boolean known =
        switch (compression) {
          case PLAIN ->
              bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
          case RLE8 -> bits == 8;
          case RLE4 -> bits == 4;
          case MASKS -> size != OS2 && (bits == 16 || bits == 32);
          default -> false;
        };
    if (!known) {
      throw new UnsupportedPicture(
          String.format(
              Locale.ROOT,
              "%d bits a pixel, compression %d%s",
              bits,
              compression,
              size == OS2 ? " of OS/2" : ""));
    }
  }

  /**
   * The file with a header of {@code newSize} bytes: with 40 its fields, 12 more are its masks, and
   * the rest of a V4 header is about colours, which are taken as stored.
   */
  private static byte[] rebuilt(byte[] bytes, ByteBuffer in, int size, int newSize) {
    int shift = newSize - size;
    ByteBuffer out = ByteBuffer.allocate(bytes.length + shift).order(ByteOrder.LITTLE_ENDIAN);
    out.put(bytes, 0, FILE_HEADER + Math.min(size, newSize));
    out.position(FILE_HEADER + newSize);
    out.put(bytes, FILE_HEADER + size, bytes.length - FILE_HEADER - size);
    out.putInt(2, bytes.length + shift);
    out.putInt(10, in.getInt(10) + shift);
    out.putInt(FILE_HEADER, newSize == V4 ? V4 : INFO);
    return out.array();
  }

  private static void require(byte[] bytes, int length) throws EOFException {
    if (bytes.length < length) {
      throw new EOFException();
    }
  }
}
