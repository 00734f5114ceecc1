package dev.signet.data;

import dev.signet.SignetException;
import java.lang.reflect.Array;
import java.math.BigInteger;

/** Integers of any width, as they come out of a file, as {@code long}. */
final class IntegerArrays {
  private IntegerArrays() {}

  /** A flat array of byte, short, int, long or BigInteger (unsigned 64 bits). */
  static long[] toLongs(Object flat) {
    long[] longs = new long[Array.getLength(flat)];
    for (int i = 0; i < longs.length; i++) {
      Object value = Array.get(flat, i);
      if (value instanceof BigInteger big && big.bitLength() > 63) {
        throw new SignetException(
            "integer %s is too large; at most %d is expected".formatted(big, Long.MAX_VALUE));
      }
      longs[i] = ((Number) value).longValue();
    }
    return longs;
  }
}
