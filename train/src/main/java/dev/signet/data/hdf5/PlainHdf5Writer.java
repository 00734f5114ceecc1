package dev.signet.data.hdf5;

import io.jhdf.checksum.ChecksumUtils;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Writes an HDF5 file whose data sets lie in one piece each, byte by byte as they come: jHDF wants
 * all of a data set in memory. The first begins at a page of its own, so that the file can be
 * mapped. What is written first may be as long as it turns out to be; all that describes the data
 * sets goes before them in the end.
 *
 * <p>Not safe for use by several threads.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">The HDF5 file
 *     format, version 3</a>
 */
@SuppressWarnings("ByteBufferBackingArray") // all were allocated here and begin with their arrays
public final class PlainHdf5Writer implements Closeable {
  private static final int HEAD = 4096;
  private static final int BUFFER = 1 << 20;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final long UNDEFINED = -1;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final List<Stored> stored = new ArrayList<>();
  private long begin = HEAD;
  private long position = HEAD;

  /**
   * What an element is.
   *
   * @param size bytes
   * @param message the format's description of it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Element(int size, byte[] message) {
    /** Unsigned bytes. */
    public static final Element BYTE = fixed(1, 0);

    /** Signed integers of 32 bits. */
    public static final Element INT = fixed(Integer.BYTES, 0x08);

    /** Signed integers of 64 bits. */
    public static final Element LONG = fixed(Long.BYTES, 0x08);

    /** UTF-8 of so many bytes, the rest zeros. */
    public static Element text(int bytes) {
      return new Element(bytes, little(8).putInt(0x00_11_13).putInt(bytes).array());
    }

    private static Element fixed(int bytes, int sign) {
      return new Element(
          bytes,
          little(12)
              .putInt(sign << 8 | 0x10)
              .putInt(bytes)
              .putShort((short) 0)
              .putShort((short) (bytes * Byte.SIZE))
              .array());
    }
  }

  private record Stored(String name, Element element, long[] shape, long address, long bytes) {}

  private PlainHdf5Writer(FileChannel channel) {
    this.channel = channel;
  }

  /** Begins a file, over what was there. */
  public static PlainHdf5Writer create(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new PlainHdf5Writer(channel);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Appends bytes to the data set that is being written. */
  public void write(byte[] bytes) throws IOException {
    int from = 0;
    while (from < bytes.length) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int some = Math.min(buffer.remaining(), bytes.length - from);
      buffer.put(bytes, from, some);
      from += some;
    }
    position += bytes.length;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      if (channel.position() < HEAD) {
        channel.position(HEAD);
      }
      channel.write(buffer);
    }
    buffer.clear();
  }

  /** Ends a data set: what was written since the last one ended. */
  public void end(String name, Element element, long... shape) {
    long bytes = Arrays.stream(shape).reduce(element.size(), Math::multiplyExact);
    if (bytes != position - begin) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s has %d bytes, but %d were written", name, bytes, position - begin));
    }
    stored.add(new Stored(name, element, shape.clone(), begin, bytes));
    begin = position;
  }

  /** Writes a data set as a whole. */
  public void put(String name, Element element, byte[] bytes, long... shape) throws IOException {
    write(bytes);
    end(name, element, shape);
  }

  /** Writes the labels, one a picture, and the list of classes that they are positions in. */
  public void putLabels(String name, int[] labels, List<String> classes) throws IOException {
    ByteBuffer bytes = little(labels.length * Long.BYTES);
    for (int label : labels) {
      bytes.putLong(label);
    }
    put(name, Element.LONG, bytes.array(), labels.length);
    if (ClassList.toStored(classes) instanceof long[] numbers) {
      ByteBuffer list = little(numbers.length * Long.BYTES);
      list.asLongBuffer().put(numbers);
      put(Hdf5Names.CLASSES, Element.LONG, list.array(), numbers.length);
      return;
    }
    List<byte[]> names = classes.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toList();
    int longest = names.stream().mapToInt(n -> n.length).max().orElse(1);
    ByteBuffer cells = ByteBuffer.allocate(names.size() * longest);
    for (int i = 0; i < names.size(); i++) {
      cells.put(i * longest, names.get(i));
    }
    put(Hdf5Names.CLASSES, Element.text(longest), cells.array(), names.size());
  }

  /** Writes what describes the data sets; the file is whole then. */
  public void finish() throws IOException {
    flush();
    ByteBuffer head = little(HEAD);
    int superblock = SIGNATURE.length + 4 + 4 * Long.BYTES + Integer.BYTES;
    head.position(superblock);
    int root = rootSize();
    long[] addresses = new long[stored.size()];
    ByteBuffer headers = little(HEAD);
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = (long) superblock + root + headers.position();
      headers.put(object(describe(stored.get(i))));
    }
    head.put(object(links(addresses))).put(headers.flip());
    ByteBuffer block = little(superblock).put(SIGNATURE);
    block.put((byte) 2).put((byte) Long.BYTES).put((byte) Long.BYTES).put((byte) 0);
    block.putLong(0).putLong(UNDEFINED).putLong(position).putLong(superblock);
    head.put(0, withChecksum(block));
    head.clear();
    for (long at = 0; head.hasRemaining(); ) {
      at += channel.write(head, at);
    }
  }

  private int rootSize() {
    return object(links(new long[stored.size()])).length;
  }

  /** The messages of a data set: shape, type, no fill value, and where it lies. */
  private static ByteBuffer describe(Stored each) {
    ByteBuffer shape = little(4 + each.shape().length * Long.BYTES);
    shape.put((byte) 2).put((byte) each.shape().length).put((byte) 0).put((byte) 1);
    Arrays.stream(each.shape()).forEach(shape::putLong);
    ByteBuffer place = little(2 + 2 * Long.BYTES).put((byte) 3).put((byte) 1);
    place.putLong(each.address()).putLong(each.bytes());
    ByteBuffer messages = little(HEAD);
    message(messages, 0x01, shape.array());
    message(messages, 0x03, each.element().message());
    message(messages, 0x05, new byte[] {3, 0x0A}); // space when it is written, no value
    message(messages, 0x08, place.array());
    return messages.flip();
  }

  /** The messages of the root group: that its links are here, and the links. */
  private ByteBuffer links(long[] addresses) {
    ByteBuffer messages = little(HEAD);
    message(messages, 0x02, little(18).putLong(2, UNDEFINED).putLong(10, UNDEFINED).array());
    message(messages, 0x0A, new byte[2]);
    for (int i = 0; i < addresses.length; i++) {
      byte[] name = stored.get(i).name().getBytes(StandardCharsets.US_ASCII);
      ByteBuffer link = little(3 + name.length + Long.BYTES);
      link.put((byte) 1).put((byte) 0).put((byte) name.length).put(name).putLong(addresses[i]);
      message(messages, 0x06, link.array());
    }
    return messages.flip();
  }

  private static void message(ByteBuffer messages, int type, byte[] body) {
    messages.put((byte) type).putShort((short) body.length).put((byte) 0).put(body);
  }

  private static byte[] object(ByteBuffer messages) {
    ByteBuffer header = little(10 + messages.remaining() + Integer.BYTES);
    header.put("OHDR".getBytes(StandardCharsets.US_ASCII)).put((byte) 2).put((byte) 2);
    header.putInt(messages.remaining()).put(messages);
    return withChecksum(header);
  }

  /** With the checksum of all before it in the last four bytes. */
  private static byte[] withChecksum(ByteBuffer block) {
    byte[] before = Arrays.copyOf(block.array(), block.capacity() - Integer.BYTES);
    block.putInt(before.length, ChecksumUtils.checksum(before));
    return block.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
