package dev.signet.data.cache;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The checksum of a picture's bytes, CRC-32C. Thread-safe: it keeps no state. */
final class PictureSum {
  private PictureSum() {}

  static int of(byte[] pixels) {
    CRC32C sum = new CRC32C();
    sum.update(pixels);
    return (int) sum.getValue();
  }

  /** Of the bytes from {@code from} to where the buffer stands. */
  static int of(ByteBuffer buffer, int from) {
    CRC32C sum = new CRC32C();
    sum.update(buffer.slice(from, buffer.position() - from));
    return (int) sum.getValue();
  }
}
