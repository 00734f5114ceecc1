package dev.signet.statedict;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Two state dicts side by side.
 *
 * @param missing names that only the left one has, in its order
 * @param extra names that only the right one has, in its order
 * @param mismatches arrays of both whose type or shape differs
 * @param differences one entry for each array of both with the same type and shape
 */
public record StateDictDiff(
    List<String> missing,
    List<String> extra,
    List<Mismatch> mismatches,
    List<Difference> differences) {
  /** Takes over the lists. */
  public StateDictDiff {
    missing = List.copyOf(missing);
    extra = List.copyOf(extra);
    mismatches = List.copyOf(mismatches);
    differences = List.copyOf(differences);
  }

  /** The same name, but another type or shape. */
  public record Mismatch(NamedArray left, NamedArray right) {
    /** The name of both. */
    public String name() {
      return left.name();
    }
  }

  /**
   * How far two arrays of the same type and shape are apart.
   *
   * @param name the name of both
   * @param largest the largest absolute difference of two elements: 0 if all are equal, infinite if
   *     one is NaN or infinite and the other is something else
   * @param index where it is, counted in row-major order; 0 if all are equal
   */
  public record Difference(String name, double largest, int index) {}

  /** Compares {@code left}, the expected side, with {@code right}. */
  public static StateDictDiff between(StateDict left, StateDict right) {
    List<String> missing = new ArrayList<>(left.names());
    missing.removeIf(right.names()::contains);
    List<String> extra = new ArrayList<>(right.names());
    extra.removeIf(left.names()::contains);
    List<Mismatch> mismatches = new ArrayList<>();
    List<Difference> differences = new ArrayList<>();
    for (NamedArray a : left.arrays()) {
      NamedArray b = right.find(a.name()).orElse(null);
      if (b == null) {
        continue;
      }
      if (a.dtype() == b.dtype() && a.shape().equals(b.shape())) {
        differences.add(compare(a, b));
      } else {
        mismatches.add(new Mismatch(a, b));
      }
    }
    return new StateDictDiff(missing, extra, mismatches, differences);
  }

  /** True if names, types, shapes and all elements are the same. */
  public boolean isIdentical() {
    return missing.isEmpty() && extra.isEmpty() && mismatches.isEmpty() && largest() == 0;
  }

  /** The largest absolute difference of any two elements that could be compared. */
  public double largest() {
    return differences.stream().mapToDouble(Difference::largest).max().orElse(0);
  }

  private static Difference compare(NamedArray left, NamedArray right) {
    DType dtype = left.dtype();
    ByteBuffer a = left.data();
    ByteBuffer b = right.data();
    double largest = 0;
    int index = 0;
    // Equal bytes are equal elements; mismatch() finds the first difference at memory speed.
    int first = a.mismatch(b);
    int start = first < 0 ? left.elementCount() : first / dtype.size();
    for (int i = start; i < left.elementCount(); i++) {
      double gap = dtype.isFloating() ? floatGap(dtype, a, b, i) : longGap(dtype, a, b, i);
      if (gap > largest) {
        largest = gap;
        index = i;
      }
    }
    return new Difference(left.name(), largest, index);
  }

  private static double floatGap(DType dtype, ByteBuffer a, ByteBuffer b, int i) {
    double x = Elements.doubleAt(dtype, a, i);
    double y = Elements.doubleAt(dtype, b, i);
    if (x == y || (Double.isNaN(x) && Double.isNaN(y))) {
      return 0;
    }
    double gap = Math.abs(x - y);
    return Double.isNaN(gap) ? Double.POSITIVE_INFINITY : gap;
  }

  /** At least 1 for different numbers, even where a double cannot tell them apart. */
  private static double longGap(DType dtype, ByteBuffer a, ByteBuffer b, int i) {
    long x = Elements.longAt(dtype, a, i);
    long y = Elements.longAt(dtype, b, i);
    return x == y ? 0 : Math.max(1, Math.abs((double) x - (double) y));
  }
}
