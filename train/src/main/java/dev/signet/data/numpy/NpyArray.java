package dev.signet.data.numpy;

import dev.signet.SignetException;
import dev.signet.data.RawPictures;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array in NumPy's format: its header says type, order and shape.
 *
 * @param where it lies, for messages: a file, or {@code file.npz: x_train}
 * @param type NumPy's word for it: {@code |u1}, {@code <i8}, {@code <U5}
 * @param shape of the array
 * @param first place of its first byte
 * @param bytes of the file
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The
 *     format</a>
 */
record NpyArray(String where, String type, long[] shape, long first, RawPictures.Bytes bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_HEADER = 1 << 16;
  private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=]?[a-zA-Z][0-9]*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

  /** Reads the header. */
  static NpyArray of(String where, long size, RawPictures.Bytes bytes) {
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(12, size)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.read(0, head, head.capacity());
    boolean magic =
        head.capacity() == 12
            && Arrays.equals(head.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    if (!magic) {
      throw new SignetException(
          "%s is not an array that NumPy saved: its first bytes are others".formatted(where));
    }
    int begin = head.get(6) == 1 ? 10 : 12;
    long length = begin == 10 ? head.getShort(8) & 0xffff : head.getInt(8) & 0xffffffffL;
    if (length > MOST_HEADER || begin + length > size) {
      throw new SignetException("%s is cut off or damaged within its header".formatted(where));
    }
    byte[] text = new byte[(int) length];
    bytes.read(begin, ByteBuffer.wrap(text), text.length);
    return of(where, size, bytes, begin + length, new String(text, StandardCharsets.UTF_8));
  }

  private static NpyArray of(
      String where, long size, RawPictures.Bytes bytes, long first, String header) {
    Matcher descr = DESCR.matcher(header);
    Matcher fortran = FORTRAN.matcher(header);
    Matcher axes = SHAPE.matcher(header);
    if (!descr.find() || !fortran.find() || !axes.find()) {
      throw new SignetException(
          "%s holds Python objects or records; an array of numbers is expected".formatted(where));
    }
    long[] shape =
        Arrays.stream(axes.group(1).split(",", -1))
            .map(String::strip)
            .filter(axis -> !axis.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray();
    String type = descr.group(1);
    NpyArray array = new NpyArray(where, type, shape, first, bytes);
    double promised = (double) array.itemBytes() * array.count();
    if (size - first != promised) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %,d bytes of numbers, but its header (%s, shape %s) promises %,.0f; save it again",
              where,
              size - first,
              type,
              Arrays.toString(shape),
              promised));
    }
    if (fortran.group(1).equals("True") && shape.length > 1) {
      throw new SignetException(
          "%s is in Fortran's order; save it in C's (np.ascontiguousarray)".formatted(where));
    }
    return array;
  }

  double count() {
    double count = 1;
    for (long axis : shape) {
      count *= axis;
    }
    return count;
  }

  private char kind() {
    return type.charAt(type.length() > 1 && !Character.isLetter(type.charAt(0)) ? 1 : 0);
  }

  private int itemBytes() {
    String digits = type.replaceAll("[^0-9]", "");
    int width = digits.isEmpty() || digits.length() > 6 ? 1 : Integer.parseInt(digits);
    return kind() == 'U' ? 4 * width : width;
  }

  boolean isText() {
    return kind() == 'U' || kind() == 'S';
  }

  /** Whether each picture has one: {@code [n]}, {@code [n, 1]} or {@code [1, n]}. */
  boolean isFlat() {
    return shape.length == 1 || (shape.length == 2 && Math.min(shape[0], shape[1]) == 1);
  }

  String describe() {
    return type + " " + Arrays.toString(shape);
  }

  /** Whole numbers of any width. */
  int[] integers() {
    int width = itemBytes();
    if ("iub".indexOf(kind()) < 0 || width > 8) {
      throw new SignetException(
          "%s holds %s; labels are expected as whole numbers or words"
              .formatted(where, describe()));
    }
    ByteBuffer all = all();
    int[] values = new int[(int) count()];
    for (int i = 0; i < values.length; i++) {
      long value =
          switch (width) {
            case 1 -> kind() == 'i' ? all.get() : all.get() & 0xff;
            case 2 -> kind() == 'i' ? all.getShort() : all.getShort() & 0xffff;
            case 4 -> kind() == 'i' ? all.getInt() : all.getInt() & 0xffffffffL;
            default -> all.getLong();
          };
      values[i] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
    return values;
  }

  /** Words, of four bytes a character or one. */
  List<String> words() {
    ByteBuffer all = all();
    int width = itemBytes();
    List<String> words = new ArrayList<>();
    byte[] item = new byte[width];
    while (all.remaining() >= width && words.size() < count()) {
      StringBuilder word = new StringBuilder();
      if (kind() == 'U') {
        for (int i = 0; i < width; i += 4) {
          int character = all.getInt();
          if (character > 0 && Character.isValidCodePoint(character)) {
            word.appendCodePoint(character);
          }
        }
        words.add(word.toString());
      } else {
        all.get(item);
        words.add(new String(item, StandardCharsets.UTF_8).replace("\0", ""));
      }
    }
    return words;
  }

  private ByteBuffer all() {
    double length = count() * itemBytes();
    if (length > 1 << 30) {
      throw new SignetException("%s is too large for labels (%s)".formatted(where, describe()));
    }
    ByteBuffer all =
        ByteBuffer.allocate((int) length)
            .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    bytes.read(first, all, all.capacity());
    return all.flip();
  }
}
