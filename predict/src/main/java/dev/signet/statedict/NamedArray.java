package dev.signet.statedict;

import dev.signet.SignetException;
import dev.signet.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An array with a name, as a file holds it: contiguous, row-major, little-endian, at most 2 GB.
 *
 * <p>The bytes are shared, not copied: with the buffer it was made from, or with the file it was
 * read from. Immutable as long as nobody writes into those; then safe for use by many threads.
 */
public final class NamedArray {
  private static final int PIECE = 1 << 20;

  private final String name;
  private final DType dtype;
  private final List<Long> shape;
  private final ByteBuffer data;

  private NamedArray(String name, DType dtype, List<Long> shape, ByteBuffer data) {
    this.name = name;
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
  }

  /**
   * An array over the remaining bytes of {@code data}, which are shared.
   *
   * @param shape its sizes, outermost first; empty for a scalar
   * @param data the elements in row-major order, little-endian whatever the buffer's own order
   * @throws SignetException if a size is negative, the bytes are not as many as shape and type ask
   *     for, or the name is not valid Unicode
   */
  public static NamedArray of(String name, DType dtype, List<Long> shape, ByteBuffer data) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new SignetException("the name of an array is not valid Unicode: half of a surrogate");
    }
    long bytes;
    try {
      bytes = Math.multiplyExact(elementCount(shape), (long) dtype.size());
    } catch (ArithmeticException e) {
      throw new SignetException("%s: %s".formatted(name, e.getMessage()), e);
    }
    if (bytes != data.remaining()) {
      throw new SignetException(
          Text.of(
              "%s: %s of shape %s takes %d bytes but was given %d",
              name, dtype.label(), shape, bytes, data.remaining()));
    }
    return new NamedArray(name, dtype, List.copyOf(shape), data.slice().asReadOnlyBuffer());
  }

  /** A copy of {@code values} as float32. */
  public static NamedArray ofFloats(String name, float[] values, long... shape) {
    ByteBuffer data = littleEndian(4L * values.length);
    data.asFloatBuffer().put(values);
    return of(name, DType.F32, boxed(shape), data);
  }

  /** A copy of {@code values} as int64. */
  public static NamedArray ofLongs(String name, long[] values, long... shape) {
    ByteBuffer data = littleEndian(8L * values.length);
    data.asLongBuffer().put(values);
    return of(name, DType.I64, boxed(shape), data);
  }

  /**
   * How many elements a shape has; 1 for the empty shape of a scalar.
   *
   * @throws ArithmeticException if a size is negative or the product exceeds 2^63 - 1
   */
  public static long elementCount(List<Long> shape) {
    long count = 1;
    boolean empty = false;
    for (long size : shape) {
      if (size < 0) {
        throw new ArithmeticException("shape %s has a negative size".formatted(shape));
      }
      if (size == 0) {
        empty = true;
      } else if (count > Long.MAX_VALUE / size) {
        throw new ArithmeticException("shape %s has more than 2^63 elements".formatted(shape));
      } else {
        count *= size;
      }
    }
    return empty ? 0 : count;
  }

  /** Its name, such as {@code layer1.0.conv1.weight}. */
  public String name() {
    return name;
  }

  /** What its elements are. */
  public DType dtype() {
    return dtype;
  }

  /** Its sizes, outermost first; empty for a scalar. */
  public List<Long> shape() {
    return shape;
  }

  /** How many elements it has. */
  public int elementCount() {
    return data.capacity() / dtype.size();
  }

  /** How many bytes its elements take. */
  public int byteCount() {
    return data.capacity();
  }

  /** Its elements: a read-only little-endian view, not a copy, with a position of its own. */
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes the bytes of the elements, little-endian. */
  public void writeTo(WritableByteChannel channel) throws IOException {
    ByteBuffer bytes = data();
    // In pieces: a channel first copies what is not a direct buffer, all of it at once.
    while (bytes.position() < bytes.capacity()) {
      bytes.limit((int) Math.min(bytes.capacity(), (long) bytes.position() + PIECE));
      channel.write(bytes);
    }
  }

  /** The same array under another name; the bytes are shared. */
  public NamedArray renamed(String newName) {
    return of(newName, dtype, shape, data.duplicate());
  }

  /**
   * The same numbers in float32 or int64; the array itself if they are that already.
   *
   * @param type {@link DType#F32} or {@link DType#I64}
   * @throws SignetException if numbers with a fractional part are asked for as int64
   */
  public NamedArray as(DType type) {
    if (dtype == type) {
      return this;
    }
    long[] sizes = shape.stream().mapToLong(Long::longValue).toArray();
    return switch (type) {
      case F32 -> ofFloats(name, toFloats(), sizes);
      case I64 -> ofLongs(name, toLongs(), sizes);
      default -> throw new IllegalArgumentException("cannot convert to " + type);
    };
  }

  /** A copy of the elements as floats, rounded where the type holds more; booleans as 0 and 1. */
  public float[] toFloats() {
    float[] values = new float[elementCount()];
    ByteBuffer elements = data();
    if (dtype == DType.F32) {
      elements.asFloatBuffer().get(values);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Elements.doubleAt(dtype, elements, i);
      }
    }
    return values;
  }

  /**
   * A copy of the elements as longs; booleans as 0 and 1.
   *
   * @throws SignetException if the type is not an integer or boolean one
   */
  public long[] toLongs() {
    if (dtype.isFloating()) {
      throw new SignetException(
          "%s holds %s, not whole numbers; read it as floats".formatted(name, dtype.label()));
    }
    long[] values = new long[elementCount()];
    ByteBuffer elements = data();
    Arrays.setAll(values, i -> Elements.longAt(dtype, elements, i));
    return values;
  }

  /** Name, type and shape: {@code fc.weight float32 [6, 512]}. */
  @Override
  public String toString() {
    return "%s %s %s".formatted(name, dtype.label(), shape);
  }

  private static ByteBuffer littleEndian(long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new SignetException(Text.of("an array of %d bytes is larger than 2 GB", bytes));
    }
    return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<Long> boxed(long[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }
}
