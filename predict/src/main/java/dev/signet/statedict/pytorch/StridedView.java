package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.NamedArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A view of a flat storage: element {@code [i, j, ...]} is at {@code offset + i * strides[0] + j *
 * strides[1] + ...}, all counted in elements.
 */
record StridedView(long offset, List<Long> shape, List<Long> strides) {
  /** Why the view cannot be taken of a storage of {@code capacity} elements, or an empty string. */
  String problem(long capacity) {
    if (shape.size() != strides.size()) {
      return Text.of("has %d sizes and %d strides; expected as many", shape.size(), strides.size());
    }
    try {
      long count = NamedArray.elementCount(shape);
      long last = offset;
      for (int i = 0; i < shape.size(); i++) {
        if (strides.get(i) < 0) {
          return Text.of("has the negative stride %d; expected 0 or more", strides.get(i));
        }
        if (count > 0) {
          last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
        }
      }
      if (offset < 0 || offset > capacity || (count > 0 && last >= capacity)) {
        return Text.of(
            "shape %s with strides %s at offset %d reaches beyond its storage; expected at most %d elements",
            shape, strides, offset, capacity);
      }
      return "";
    } catch (ArithmeticException e) {
      return Text.of(
          "shape %s with strides %s at offset %d: %s; expected a view of its storage",
          shape, strides, offset, e.getMessage());
    }
  }

  /** The strides of a contiguous tensor; sizes of 0 count as 1, as PyTorch has it. */
  static List<Long> contiguous(List<Long> shape) {
    List<Long> strides = new ArrayList<>();
    long step = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      strides.add(step);
      step *= Math.max(1, shape.get(i));
    }
    Collections.reverse(strides);
    return strides;
  }

  /** True if the elements follow each other in row-major order without gaps. */
  boolean isContiguous() {
    long expected = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) == 0) {
        return true;
      }
      if (shape.get(i) > 1 && strides.get(i) != expected) {
        return false;
      }
      expected *= shape.get(i);
    }
    return true;
  }

  /** Copies the elements, {@code size} bytes each, in row-major order; the view must be valid. */
  ByteBuffer gather(ByteBuffer storage, int size) {
    int count = (int) NamedArray.elementCount(shape);
    ByteBuffer gathered = ByteBuffer.allocateDirect(count * size).order(ByteOrder.LITTLE_ENDIAN);
    int inner = shape.size() - 1;
    int rowLength = shape.get(inner).intValue();
    int step = strides.get(inner).intValue();
    int[] index = new int[inner];
    for (int row = 0; row < count / rowLength; row++) {
      long at = offset;
      for (int i = 0; i < inner; i++) {
        at += index[i] * strides.get(i);
      }
      for (int i = 0; i < rowLength; i++) {
        copy(storage, (int) (at + (long) i * step) * size, gathered, size);
      }
      advance(index);
    }
    return gathered.flip();
  }

  private void advance(int[] index) {
    for (int i = index.length - 1; i >= 0; i--) {
      if (++index[i] < shape.get(i)) {
        return;
      }
      index[i] = 0;
    }
  }

  private static void copy(ByteBuffer from, int at, ByteBuffer to, int size) {
    switch (size) {
      case 8 -> to.putLong(from.getLong(at));
      case 4 -> to.putInt(from.getInt(at));
      case 2 -> to.putShort(from.getShort(at));
      default -> to.put(from.get(at));
    }
  }
}
