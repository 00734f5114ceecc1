package dev.signet.statedict.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes a pickle of protocol 2, without a memo. */
final class PickleWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleWriter() {
    op(Op.PROTO);
    out.write(2);
  }

  void op(int opcode) {
    out.write(opcode);
  }

  void text(String value) {
    byte[] bytes = value.getBytes(UTF_8);
    op(Op.BINUNICODE);
    littleEndian(bytes.length, Integer.BYTES);
    out.writeBytes(bytes);
  }

  void integer(long value) {
    if (value >= 0 && value <= 0xff) {
      op(Op.BININT1);
      littleEndian(value, 1);
    } else if (value == (int) value) {
      op(Op.BININT);
      littleEndian(value, Integer.BYTES);
    } else {
      op(Op.LONG1);
      out.write(Long.BYTES);
      littleEndian(value, Long.BYTES);
    }
  }

  void integers(List<Long> values) {
    op(Op.MARK);
    values.forEach(this::integer);
    op(Op.TUPLE);
  }

  void global(String module, String name) {
    op(Op.GLOBAL);
    out.writeBytes((module + "\n" + name + "\n").getBytes(UTF_8));
  }

  byte[] finish() {
    op(Op.STOP);
    return out.toByteArray();
  }

  private void littleEndian(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
