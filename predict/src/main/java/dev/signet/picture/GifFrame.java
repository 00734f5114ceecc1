package dev.signet.picture;

import java.io.IOException;
import java.util.Locale;

/**
 * The first frame of a GIF file: where it lies on the canvas, and whether its data are all there.
 *
 * @param canvasHeight of the picture
 * @param canvasWidth of the picture
 * @param top of the frame on the canvas
 * @param left of the frame on the canvas
 * @param height of the frame
 * @param width of the frame
 * @param background what the rest of the canvas shows, {@code 0xRRGGBB}: white where the frame has
 *     a transparent colour, else the first colour of its palette, as Pillow does
 * @param data where its compressed data begin: the size of the first codes
 */
record GifFrame(
    int canvasHeight,
    int canvasWidth,
    int top,
    int left,
    int height,
    int width,
    int background,
    int data) {
  private static final int WHITE = 0xffffff;
  private static final int EXTENSION = 0x21;
  private static final int GRAPHIC_CONTROL = 0xf9;
  private static final int IMAGE = 0x2c;
  private static final int MOST_CODES = 4096;

  /**
   * Finds the first frame.
   *
   * @throws IOException with a clause that says what is wrong with it
   */
  static GifFrame of(byte[] bytes) throws IOException {
    Reader in = new Reader(bytes, 6);
    int screenWidth = in.shortValue();
    int screenHeight = in.shortValue();
    int flags = in.byteValue();
    in.skip(2);
    int palette = in.at;
    boolean hasPalette = (flags & 0x80) != 0;
    in.skip(hasPalette ? 3 << ((flags & 7) + 1) : 0);
    boolean transparent = false;
    int block = in.byteValue();
    while (block != IMAGE) {
      if (block != EXTENSION && block != 0) {
        throw new IOException("it holds no picture");
      }
      if (block == EXTENSION && in.byteValue() == GRAPHIC_CONTROL) {
        transparent = in.at + 1 < bytes.length && (bytes[in.at + 1] & 1) != 0;
      }
      in.skipBlocks(block == EXTENSION);
      block = in.byteValue();
    }
    int left = in.shortValue();
    int top = in.shortValue();
    int width = in.shortValue();
    int height = in.shortValue();
    int local = in.byteValue();
    if ((local & 0x80) != 0) {
      palette = in.at;
      hasPalette = true;
      in.skip(3 << ((local & 7) + 1));
    }
    int background = transparent ? WHITE : hasPalette ? in.colour(palette) : 0;
    return new GifFrame(
        Math.max(screenHeight, top + height),
        Math.max(screenWidth, left + width),
        top,
        left,
        height,
        width,
        background,
        in.at);
  }

  /** Whether it covers the canvas. */
  boolean isWhole() {
    return top == 0 && left == 0 && height == canvasHeight && width == canvasWidth;
  }

  /**
   * Counts the pixels that the compressed data unfold to; Java's reader takes what is missing as
   * the first colour.
   *
   * @throws IOException with a clause if there are too few
   */
  void requireAllPixels(byte[] bytes) throws IOException {
    Reader in = new Reader(bytes, data);
    int first = in.byteValue();
    if (first < 1 || first > 11) {
      throw new IOException(
          String.format(Locale.ROOT, "its data begin with codes of %d bits", first));
    }
    int clear = 1 << first;
    int[] lengths = new int[MOST_CODES]; // pixels that a code stands for
    int known = clear + 2;
    int bits = first + 1;
    int before = -1;
    long left = (long) width * height;
    BitReader codes = new BitReader(in);
    while (left > 0) {
      int code = codes.next(bits);
      if (code == clear) {
        known = clear + 2;
        bits = first + 1;
        before = -1;
        continue;
      }
      if (code < 0 || code == clear + 1) {
        throw new IOException(String.format(Locale.ROOT, "%,d of its pixels are missing", left));
      }
      if (code > known || (code == known && before < 0)) {
        throw new IOException("its data have a code that stands for nothing");
      }
      int length =
          code < clear ? 1 : code == known ? lengthOf(lengths, before, clear) + 1 : lengths[code];
      if (before >= 0 && known < MOST_CODES) {
        lengths[known++] = lengthOf(lengths, before, clear) + 1;
        bits += known == 1 << bits && bits < 12 ? 1 : 0;
      }
      before = code;
      left -= length;
    }
  }

  private static int lengthOf(int[] lengths, int code, int clear) {
    return code < clear ? 1 : lengths[code];
  }

  /** Goes through the bytes and says when there are no more. */
  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    int byteValue() throws IOException {
      if (at >= bytes.length) {
        throw new IOException("it ends too early");
      }
      return bytes[at++] & 0xff;
    }

    int shortValue() throws IOException {
      return byteValue() | byteValue() << 8;
    }

    void skip(int count) {
      at += count;
    }

    void skipBlocks(boolean any) throws IOException {
      int length = any ? byteValue() : 0;
      while (length > 0) {
        skip(length);
        length = byteValue();
      }
    }

    int colour(int palette) throws IOException {
      Reader colours = new Reader(bytes, palette);
      return colours.byteValue() << 16 | colours.byteValue() << 8 | colours.byteValue();
    }
  }

  /** Codes of a few bits, the lowest bits first, from blocks of up to 255 bytes. */
  private static final class BitReader {
    private final Reader in;
    private int inBlock;
    private int held;
    private int heldBits;
    private boolean ended;

    BitReader(Reader in) {
      this.in = in;
    }

    /** The next code, or -1 at the end. */
    int next(int bits) throws IOException {
      while (heldBits < bits) {
        if (inBlock == 0 && !ended) {
          inBlock = in.byteValue();
          ended = inBlock == 0;
        }
        if (ended) {
          return -1;
        }
        held |= in.byteValue() << heldBits;
        heldBits += 8;
        inBlock--;
      }
      int code = held & (1 << bits) - 1;
      held >>>= bits;
      heldBits -= bits;
      return code;
    }
  }
}
