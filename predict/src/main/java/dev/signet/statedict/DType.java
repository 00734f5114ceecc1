package dev.signet.statedict;

/**
 * What the elements of an array are. The constants bear the names of the safetensors format, {@link
 * #label()} gives PyTorch's.
 */
public enum DType {
  /** IEEE 754 single precision. */
  F32(4, "float32"),
  /** IEEE 754 double precision. */
  F64(8, "float64"),
  /** IEEE 754 half precision. */
  F16(2, "float16"),
  /** The upper half of a single-precision number. */
  BF16(2, "bfloat16"),
  /** Signed, 64 bits. */
  I64(8, "int64"),
  /** Signed, 32 bits. */
  I32(4, "int32"),
  /** Signed, 16 bits. */
  I16(2, "int16"),
  /** Signed, 8 bits. */
  I8(1, "int8"),
  /** Unsigned, 8 bits. */
  U8(1, "uint8"),
  /** One byte, 0 for false, anything else for true. */
  BOOL(1, "bool");

  private final int size;
  private final String label;

  DType(int size, String label) {
    this.size = size;
    this.label = label;
  }

  /** Bytes of one element: 1, 2, 4 or 8. */
  public int size() {
    return size;
  }

  /** PyTorch's name: {@code float32}, {@code int64}. */
  public String label() {
    return label;
  }

  /** True for the types that have a fractional part. */
  public boolean isFloating() {
    return this == F32 || this == F64 || this == F16 || this == BF16;
  }
}
