package dev.signet.onnx;

/** IEEE 754's 16-bit numbers: 1 bit of sign, 5 of exponent, 10 of fraction. */
final class Half {
  private static final int INFINITY = 0x7c00;
  private static final int FRACTION_BITS = 10;
  private static final int DROPPED_BITS = 23 - FRACTION_BITS;
  private static final int SMALLEST_NORMAL = 0x38800000; // 2^-14 as a float's bits
  private static final int BIAS_DIFFERENCE = 127 - 15;

  private Half() {}

  /** The nearest half, of two equally near ones the even one; NaN stays NaN. */
  static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (Float.isNaN(value)) {
      return (short) (sign | INFINITY | 1);
    }
    if (magnitude < SMALLEST_NORMAL) {
      // One unit of a subnormal half is 2^-24; rint rounds to even.
      return (short) (sign | (int) Math.rint(Math.abs(value) * 0x1p24));
    }
    int rebased = magnitude - (BIAS_DIFFERENCE << 23);
    int even = (rebased >>> DROPPED_BITS) & 1;
    int rounded = (rebased + (1 << (DROPPED_BITS - 1)) - 1 + even) >>> DROPPED_BITS;
    return (short) (sign | Math.min(rounded, INFINITY));
  }

  static boolean isInfinite(short half) {
    return (half & 0x7fff) == INFINITY;
  }
}
