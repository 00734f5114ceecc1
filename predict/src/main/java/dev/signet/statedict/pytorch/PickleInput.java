package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.MemoryBudget;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle and a position in them; every read is checked against the end. */
final class PickleInput {
  private static final int LONGEST_INTEGER = 255;
  private static final int LONGEST_LINE = 1000;

  private final FileBytes file;
  private final String place;
  private final ByteBuffer bytes;
  private final MemoryBudget budget;
  private final long start;
  private int opcodeAt;

  /**
   * A pickle and where it is.
   *
   * @param start the offset of its first byte in the file, for messages
   */
  PickleInput(FileBytes file, String place, ByteBuffer bytes, long start, MemoryBudget budget) {
    this.file = file;
    this.place = place;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.start = start;
    this.budget = budget;
  }

  /** A complaint about the opcode that was read last. */
  MalformedFileException error(String problem) {
    return file.malformed(place(), problem);
  }

  /** Where the opcode is that was read last. */
  String place() {
    return Text.of("%s, offset %d", place, start + opcodeAt);
  }

  /** To be told of everything that takes memory, in bytes. */
  void spend(long memory) {
    if (!budget.take(memory)) {
      throw budget.exceeded(place());
    }
  }

  int position() {
    return bytes.position();
  }

  int opcode() {
    opcodeAt = bytes.position();
    return u8();
  }

  int u8() {
    return Byte.toUnsignedInt(need(1).get());
  }

  int u16() {
    return Short.toUnsignedInt(need(2).getShort());
  }

  int i32() {
    return need(4).getInt();
  }

  long u32() {
    return Integer.toUnsignedLong(need(4).getInt());
  }

  long i64() {
    return need(8).getLong();
  }

  /** Floats are big-endian, unlike all else. */
  double f64() {
    return Double.longBitsToDouble(Long.reverseBytes(need(8).getLong()));
  }

  /** A little-endian two's complement integer of {@code length} bytes. */
  BigInteger integer(long length) {
    if (length > LONGEST_INTEGER) {
      throw error(Text.of("an integer of %d bytes; expected at most 255", length));
    }
    byte[] bigEndian = new byte[(int) length + 1];
    need(length);
    for (int i = (int) length; i > 0; i--) {
      bigEndian[i] = bytes.get();
    }
    bigEndian[0] = (byte) (length > 0 && bigEndian[1] < 0 ? -1 : 0);
    return new BigInteger(bigEndian);
  }

  String text(long length, Charset charset) {
    need(length);
    spend(2 * length);
    ByteBuffer part = bytes.slice(bytes.position(), (int) length);
    skip(length);
    try {
      return charset.newDecoder().decode(part).toString();
    } catch (CharacterCodingException e) {
      throw error("a string that is not valid %s; expected text".formatted(charset));
    }
  }

  /** A line of text up to the next newline, which is skipped. */
  String line() {
    int start = bytes.position();
    for (int end = start; end < bytes.limit() && end - start <= LONGEST_LINE; end++) {
      if (bytes.get(end) == '\n') {
        String line = text(end - start, StandardCharsets.UTF_8);
        skip(1);
        return line;
      }
    }
    throw error(Text.of("a name without an end; expected a newline within %d bytes", LONGEST_LINE));
  }

  void skip(long length) {
    need(length).position(bytes.position() + (int) length);
  }

  private ByteBuffer need(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw error(
          Text.of(
              "the pickle ends too early: %d more bytes expected at offset %d, but %d are left",
              length, bytes.position(), bytes.remaining()));
    }
    return bytes;
  }
}
