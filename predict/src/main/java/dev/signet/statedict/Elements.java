package dev.signet.statedict;

import java.nio.ByteBuffer;

/** Reads single elements of any {@link DType} out of little-endian bytes. */
final class Elements {
  private static final float SMALLEST_HALF = 0x1p-24f;

  private Elements() {}

  /** Element {@code index} as a double; 64-bit integers are rounded. */
  static double doubleAt(DType dtype, ByteBuffer data, int index) {
    return switch (dtype) {
      case F32 -> data.getFloat(4 * index);
      case F64 -> data.getDouble(8 * index);
      case F16 -> half(data.getShort(2 * index));
      case BF16 -> bfloat(data.getShort(2 * index));
      case I64, I32, I16, I8, U8, BOOL -> (double) longAt(dtype, data, index);
    };
  }

  /** Element {@code index} of an integer or boolean type. */
  static long longAt(DType dtype, ByteBuffer data, int index) {
    return switch (dtype) {
      case I64 -> data.getLong(8 * index);
      case I32 -> data.getInt(4 * index);
      case I16 -> data.getShort(2 * index);
      case I8 -> data.get(index);
      case U8 -> Byte.toUnsignedInt(data.get(index));
      case BOOL -> data.get(index) == 0 ? 0 : 1;
      case F32, F64, F16, BF16 -> throw new IllegalArgumentException(dtype + " is not integral");
    };
  }

  static float bfloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** IEEE 754 binary16: 1 sign, 5 exponent (bias 15) and 10 fraction bits. */
  static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >>> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * SMALLEST_HALF;
      return sign == 0 ? magnitude : -magnitude;
    }
    int wide = exponent == 0x1f ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
