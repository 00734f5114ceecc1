package dev.signet.data.idx;

import dev.signet.SignetException;
import dev.signet.data.GzipBytes;
import dev.signet.data.MappedFile;
import dev.signet.data.RawPictures;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * An array of unsigned bytes in MNIST's form: two zeros, 8 for the type, the number of axes, each
 * axis in four bytes, the highest first, then the bytes.
 *
 * @param file it lies in
 * @param shape of the array
 * @param first place of its first byte
 * @param bytes of the file
 * @see <a href="https://yann.lecun.com/exdb/mnist/">The MNIST database</a>
 */
record IdxArray(Path file, int[] shape, long first, RawPictures.Bytes bytes) {
  private static final int UNSIGNED_BYTES = 8;

  static IdxArray open(Path file) {
    if (GzipBytes.isOne(file)) {
      byte[] unpacked = GzipBytes.unpack(file);
      return of(file, unpacked.length, RawPictures.Bytes.of(unpacked));
    }
    MappedFile mapped = MappedFile.open(file);
    return of(file, mapped.size(), mapped::read);
  }

  private static IdxArray of(Path file, long size, RawPictures.Bytes bytes) {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(20, size));
    bytes.read(0, head, head.capacity());
    int axes = head.capacity() < 8 ? 0 : head.get(3);
    if (axes < 1
        || axes > 4
        || head.capacity() < 4 + 4 * axes
        || head.getShort(0) != 0
        || head.get(2) != UNSIGNED_BYTES) {
      throw new SignetException(
          "%s is not an idx file of bytes; its first bytes are no header as MNIST's files have it"
              .formatted(file));
    }
    int[] shape = new int[axes];
    long count = 1;
    for (int i = 0; i < axes; i++) {
      shape[i] = head.getInt(4 + 4 * i);
      if (shape[i] < 1 || count > Long.MAX_VALUE / shape[i]) {
        throw new SignetException(
            "%s has shape %s; at least one of everything is expected"
                .formatted(file, Arrays.toString(shape)));
      }
      count *= shape[i];
    }
    long expected = 4 + 4L * axes + count;
    if (size != expected) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes, but its header (shape %s) promises %,d; copy or download it again",
              file,
              size,
              Arrays.toString(shape),
              expected));
    }
    return new IdxArray(file, shape, 4 + 4L * axes, bytes);
  }

  String describe() {
    return Arrays.toString(shape);
  }

  /** The bytes of an array of one axis. */
  int[] values() {
    byte[] all = new byte[shape[0]];
    bytes.read(first, ByteBuffer.wrap(all), all.length);
    int[] values = new int[all.length];
    Arrays.setAll(values, i -> all[i] & 0xff);
    return values;
  }
}
