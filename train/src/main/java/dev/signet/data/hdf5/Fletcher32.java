package dev.signet.data.hdf5;

/**
 * The checksum of HDF5's filter {@code fletcher32}: two sums of 16-bit words, the high byte first.
 */
final class Fletcher32 {
  private static final int WORDS_BEFORE_FOLDING = 360;

  private Fletcher32() {}

  /** The checksum of the first {@code length} bytes. */
  static int of(byte[] bytes, int length) {
    int low = 0;
    int high = 0;
    int words = 0;
    for (int at = 0; at < length; at += 2) {
      int second = at + 1 < length ? bytes[at + 1] & 0xFF : 0;
      low += ((bytes[at] & 0xFF) << 8) | second;
      high += low;
      words++;
      if (words % WORDS_BEFORE_FOLDING == 0) {
        low = fold(low);
        high = fold(high);
      }
    }
    return (fold(fold(high)) << 16) | fold(fold(low));
  }

  private static int fold(int sum) {
    return (sum & 0xFFFF) + (sum >>> 16);
  }

  /** Old versions of HDF5 wrote the bytes of each half in another order; both are right. */
  static int reversed(int checksum) {
    return ((checksum & 0x00FF00FF) << 8) | ((checksum >>> 8) & 0x00FF00FF);
  }
}
