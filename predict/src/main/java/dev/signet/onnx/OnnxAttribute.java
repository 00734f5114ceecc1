package dev.signet.onnx;

import dev.signet.files.ProtobufMessage;

/**
 * A setting of a node: {@code AttributeProto}.
 *
 * @param message as it is written
 */
record OnnxAttribute(ProtobufMessage message) {
  private static final int NAME = 1;
  private static final int INTEGER = 3;
  private static final int INTEGERS = 8;
  private static final int TYPE = 20;
  private static final int TYPE_INTEGER = 2;
  private static final int TYPE_INTEGERS = 7;

  /** One whole number. */
  static OnnxAttribute integer(String name, long value) {
    return new OnnxAttribute(
        new ProtobufMessage().text(NAME, name).integer(INTEGER, value).integer(TYPE, TYPE_INTEGER));
  }

  /** Several whole numbers. */
  static OnnxAttribute integers(String name, long... values) {
    ProtobufMessage message = new ProtobufMessage().text(NAME, name);
    for (long value : values) {
      message.integer(INTEGERS, value);
    }
    return new OnnxAttribute(message.integer(TYPE, TYPE_INTEGERS));
  }
}
