package dev.signet.statedict;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first element of an array that is NaN or infinite.
 *
 * @param array its name
 * @param index one for each dimension
 * @param value it
 */
record NotFinite(String array, List<Long> index, double value) {
  private static final int EXPONENT = 0x7f80_0000;

  static Optional<NotFinite> firstIn(NamedArray array) {
    int at = array.dtype().isFloating() ? position(array) : -1;
    return at < 0
        ? Optional.empty()
        : Optional.of(
            new NotFinite(
                array.name(),
                index(array.shape(), at),
                Elements.doubleAt(array.dtype(), array.data(), at)));
  }

  private static int position(NamedArray array) {
    ByteBuffer data = array.data();
    int count = array.elementCount();
    if (array.dtype() == DType.F32) {
      IntBuffer bits = data.asIntBuffer();
      for (int i = 0; i < count; i++) {
        if ((bits.get(i) & EXPONENT) == EXPONENT) {
          return i;
        }
      }
      return -1;
    }
    for (int i = 0; i < count; i++) {
      if (!Double.isFinite(Elements.doubleAt(array.dtype(), data, i))) {
        return i;
      }
    }
    return -1;
  }

  private static List<Long> index(List<Long> shape, int position) {
    List<Long> index = new ArrayList<>();
    long rest = position;
    for (int i = shape.size() - 1; i >= 0; i--) {
      index.add(0, rest % shape.get(i));
      rest /= shape.get(i);
    }
    return index;
  }

  /** {@code fc.weight[2, 17] is NaN}. */
  @Override
  public String toString() {
    return "%s%s is %s".formatted(array, index, value);
  }
}
