package dev.signet.statedict.pytorch;

import dev.signet.statedict.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns the sign of every element, as PyTorch does where a view is marked as negative. */
final class Negation {
  private static final int SIGN = 0x80;

  private Negation() {}

  /** A negated copy of little-endian elements; whole numbers wrap around. */
  static ByteBuffer of(ByteBuffer elements, DType dtype) {
    int size = dtype.size();
    ByteBuffer negated =
        ByteBuffer.allocateDirect(elements.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    negated.put(elements.duplicate()).flip();
    for (int at = 0; at < negated.limit(); at += size) {
      if (dtype.isFloating()) {
        int last = at + size - 1;
        negated.put(last, (byte) (negated.get(last) ^ SIGN));
      } else {
        switch (size) {
          case 8 -> negated.putLong(at, -negated.getLong(at));
          case 4 -> negated.putInt(at, -negated.getInt(at));
          case 2 -> negated.putShort(at, (short) -negated.getShort(at));
          default -> negated.put(at, (byte) -negated.get(at));
        }
      }
    }
    return negated;
  }
}
