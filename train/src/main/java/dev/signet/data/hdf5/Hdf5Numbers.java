package dev.signet.data.hdf5;

import dev.signet.SignetException;
import io.jhdf.object.datatype.BitField;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Locale;

/** Numbers of any type, as they come out of a file. */
final class Hdf5Numbers {
  private Hdf5Numbers() {}

  /** Integers, floats and truth values, which are an enumeration or a bit field. */
  static boolean isNumeric(DataType type) {
    DataType base = base(type);
    return base instanceof FixedPoint || base instanceof FloatingPoint || base instanceof BitField;
  }

  /** What an enumeration counts in; any other type as it is. */
  static DataType base(DataType type) {
    return type instanceof EnumDataType named ? named.getBaseType() : type;
  }

  /**
   * The elements as integers.
   *
   * @throws SignetException if they are no numbers, or one has a fraction or is too large
   */
  static long[] wholes(Hdf5Array array) {
    if (!isNumeric(array.type()) || array.isVariableLength()) {
      throw new SignetException(
          "%s holds %s, but integers are expected; store the labels as int64"
              .formatted(array.where(), array.typeName()));
    }
    Object flat = array.elements(base(array.type()), array.bytes());
    long[] wholes = new long[Array.getLength(flat)];
    for (int i = 0; i < wholes.length; i++) {
      wholes[i] = whole(Array.get(flat, i), array, i);
    }
    return wholes;
  }

  private static long whole(Object value, Hdf5Array array, int index) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof BigInteger big && big.bitLength() >= Long.SIZE) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s[%d] is %s, but at most %s is expected",
              array.where(),
              index,
              big,
              Long.toString(Long.MAX_VALUE)));
    }
    double number = ((Number) value).doubleValue();
    if (number != Math.rint(number) || Double.isInfinite(number)) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s[%d] is %s, but whole numbers are expected",
              array.where(),
              index,
              value));
    }
    return ((Number) value).longValue();
  }

  /** The elements of one row. */
  static double[] row(Hdf5Array array, byte[] bytes) {
    Object flat = array.elements(base(array.type()), array.ordered(bytes));
    if (flat instanceof double[] doubles) {
      return doubles;
    }
    double[] numbers = new double[Array.getLength(flat)];
    if (flat instanceof float[] floats) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = floats[i];
      }
      return numbers;
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ((Number) Array.get(flat, i)).doubleValue();
    }
    return numbers;
  }
}
