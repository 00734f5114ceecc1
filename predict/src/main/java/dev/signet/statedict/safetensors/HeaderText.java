package dev.signet.statedict.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.statedict.FileBytes;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** The header's bytes for a JSON parser, without a copy of them: a header may have 100 MB. */
final class HeaderText extends InputStream {
  private static final int PIECE = 1 << 13;

  private final ByteBuffer bytes;

  HeaderText(ByteBuffer header) {
    bytes = header.duplicate();
  }

  /** Demands valid UTF-8 that begins as an object does, and counts its characters. */
  static long requireSound(FileBytes file, ByteBuffer header) {
    if (header.remaining() < 2 || header.get(0) != '{' || header.get(1) == 0) {
      throw file.malformed(HeaderReader.place(0), "expected a JSON object, which begins with {");
    }
    CharsetDecoder decoder = UTF_8.newDecoder();
    CharBuffer piece = CharBuffer.allocate(PIECE);
    long chars = 0;
    CoderResult result = decoder.decode(header, piece, true);
    while (result.isOverflow()) {
      chars += piece.position();
      result = decoder.decode(header, piece.clear(), true);
    }
    if (result.isError()) {
      throw file.malformed(
          HeaderReader.place(header.position()), "is not valid UTF-8; expected UTF-8");
    }
    return chars + piece.position();
  }

  @Override
  public int read() {
    return bytes.hasRemaining() ? Byte.toUnsignedInt(bytes.get()) : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (!bytes.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(into, offset, count);
    return count;
  }
}
