package dev.signet.files;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in <a href="https://protobuf.dev/programming-guides/encoding/">protobuf's wire
 * format</a>, field by field in the order of the calls: for formats of which a handful of messages
 * is needed and no generated classes. Large fields are not copied. Not safe for use by several
 * threads.
 */
public final class ProtobufMessage {
  private static final int BYTES = 2; // wire type: a length and that many bytes

  private final List<ByteString> parts = new ArrayList<>();

  /** A field of type {@code int32}, {@code int64} or an enum. */
  public ProtobufMessage integer(int field, long value) {
    return add(out -> out.writeInt64(field, value));
  }

  /** A field of type {@code float}. */
  public ProtobufMessage decimal(int field, float value) {
    return add(out -> out.writeFloat(field, value));
  }

  /** A field of type {@code double}. */
  public ProtobufMessage decimal(int field, double value) {
    return add(out -> out.writeDouble(field, value));
  }

  /** A field of type {@code string}. */
  public ProtobufMessage text(int field, String value) {
    return bytes(field, ByteString.copyFromUtf8(value));
  }

  /** A field of type {@code bytes}. */
  public ProtobufMessage bytes(int field, ByteString value) {
    add(
        out -> {
          out.writeTag(field, BYTES);
          out.writeUInt64NoTag(value.size());
        });
    parts.add(value);
    return this;
  }

  /** A field that is a message. */
  public ProtobufMessage message(int field, ProtobufMessage value) {
    return bytes(field, value.toBytes());
  }

  /** Messages, each one entry of a repeated field. */
  public ProtobufMessage messages(int field, List<ProtobufMessage> values) {
    values.forEach(value -> message(field, value));
    return this;
  }

  /** What was written so far. */
  public ByteString toBytes() {
    return ByteString.copyFrom(parts);
  }

  private ProtobufMessage add(IoConsumer<CodedOutputStream> field) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(16);
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes, 16);
      field.accept(out);
      out.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    parts.add(ByteString.copyFrom(bytes.toByteArray()));
    return this;
  }
}
