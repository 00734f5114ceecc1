package dev.signet.statedict.safetensors;

import java.nio.ByteBuffer;

/** Finds the byte of valid UTF-8 at which a character is; the parser counts characters alone. */
final class ByteOffsets {
  private final ByteBuffer text;
  private final boolean ascii;
  private long chars;
  private int bytes;

  /**
   * For a text.
   *
   * @param length in characters
   */
  ByteOffsets(ByteBuffer text, long length) {
    this.text = text;
    ascii = length == text.limit();
  }

  /** Fast for offsets that grow from call to call. */
  long of(long charOffset) {
    if (ascii) {
      return Math.min(charOffset, text.limit());
    }
    if (charOffset < chars) {
      chars = 0;
      bytes = 0;
    }
    while (bytes < text.limit() && (chars < charOffset || isContinuation(text.get(bytes)))) {
      byte next = text.get(bytes++);
      if (!isContinuation(next)) {
        chars += (next & 0xf8) == 0xf0 ? 2 : 1; // four bytes are a surrogate pair
      }
    }
    return bytes;
  }

  private static boolean isContinuation(byte value) {
    return (value & 0xc0) == 0x80;
  }
}
