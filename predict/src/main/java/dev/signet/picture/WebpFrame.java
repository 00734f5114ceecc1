package dev.signet.picture;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The picture in a WebP file: of an animation the first frame, which may be a part of the canvas.
 *
 * @param canvasHeight of the picture
 * @param canvasWidth of the picture
 * @param top of the frame on the canvas
 * @param left of the frame on the canvas
 * @param file a WebP file that holds the frame alone
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">The container</a>
 */
record WebpFrame(int canvasHeight, int canvasWidth, int top, int left, byte[] file) {
  private static final int HEADER = 12;
  private static final int CHUNK = 8;
  private static final int FRAME = 16;
  private static final int ANIMATED = 0x02;
  private static final int ALPHA = 0x10;

  /** The frame of a file; libwebp says the size of one that is no animation. */
  static WebpFrame of(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER + CHUNK || (in.getInt(4) & 0xffffffffL) + CHUNK > bytes.length) {
      throw new EOFException();
    }
    if (!name(bytes, HEADER).equals("VP8X") || bytes.length < HEADER + CHUNK + 10) {
      return ofPlain(bytes);
    }
    if ((bytes[HEADER + CHUNK] & ANIMATED) == 0) {
      return ofPlain(bytes);
    }
    int width = 1 + int24(bytes, HEADER + CHUNK + 4);
    int height = 1 + int24(bytes, HEADER + CHUNK + 7);
    long at = HEADER;
    while (at + CHUNK <= bytes.length) {
      int begin = (int) at;
      long length = in.getInt(begin + 4) & 0xffffffffL;
      if (name(bytes, begin).equals("ANMF")) {
        return ofAnimation(bytes, begin, length, height, width);
      }
      at += CHUNK + length + (length & 1);
    }
    throw new IOException("it is an animation without frames");
  }

  private static WebpFrame ofPlain(byte[] bytes) throws IOException {
    int[] size = LibWebp.size(bytes);
    return new WebpFrame(size[0], size[1], 0, 0, bytes);
  }

  private static WebpFrame ofAnimation(
      byte[] bytes, int begin, long length, int canvasHeight, int canvasWidth) throws IOException {
    int at = begin + CHUNK;
    if (length < FRAME || at + length > bytes.length) {
      throw new EOFException();
    }
    int left = 2 * int24(bytes, at);
    int top = 2 * int24(bytes, at + 3);
    int width = 1 + int24(bytes, at + 6);
    int height = 1 + int24(bytes, at + 9);
    if (left + width > canvasWidth || top + height > canvasHeight) {
      throw new IOException("its first frame is larger than its canvas");
    }
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    chunks.write(new byte[] {'V', 'P', '8', 'X', 10, 0, 0, 0, ALPHA, 0, 0, 0}, 0, 12);
    chunks.write(bytes, at + 6, 6);
    chunks.write(bytes, at + FRAME, (int) length - FRAME);
    ByteBuffer file = ByteBuffer.allocate(HEADER + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.ISO_8859_1)).putInt(4 + chunks.size());
    file.put("WEBP".getBytes(StandardCharsets.ISO_8859_1)).put(chunks.toByteArray());
    int[] size = LibWebp.size(file.array());
    if (size[0] != height || size[1] != width) {
      throw new IOException("its first frame has two sizes");
    }
    return new WebpFrame(canvasHeight, canvasWidth, top, left, file.array());
  }

  private static String name(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static int int24(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8) | ((bytes[at + 2] & 0xff) << 16);
  }
}
