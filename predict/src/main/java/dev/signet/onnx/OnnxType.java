package dev.signet.onnx;

/** Types of elements, with their numbers in {@code TensorProto.DataType}. */
enum OnnxType {
  FLOAT(1),
  UINT8(2),
  INT8(3),
  INT32(6),
  FLOAT16(10);

  private final int number;

  OnnxType(int number) {
    this.number = number;
  }

  /** The number that stands for it in a file. */
  int number() {
    return number;
  }
}
