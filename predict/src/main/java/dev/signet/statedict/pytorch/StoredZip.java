package dev.signet.statedict.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.statedict.NamedArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32;

/**
 * Writes a ZIP file of stored entries whose bytes start at multiples of 64, as PyTorch does, so
 * that they can be mapped. The same entries give the same bytes: the date is always 1980-01-01.
 *
 * <p>Specification: PKWARE's APPNOTE.TXT 6.3, with ZIP64 where it is needed.
 */
final class StoredZip {
  private static final int ALIGNMENT = 64;
  private static final int LOCAL_HEADER_SIZE = 30;
  private static final int PADDING_HEADER_SIZE = 4;
  private static final int NAMES_ARE_UTF8 = 0x0800;
  private static final int DATE = 1 << 5 | 1;
  private static final short PLAIN = 20;
  private static final short ZIP64 = 45;
  private static final long TOO_WIDE = 0xffff_ffffL;

  private final WritableByteChannel channel;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private long position;
  private long entries;

  StoredZip(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** Adds a short entry. */
  void add(String name, byte[] data) throws IOException {
    begin(name, ByteBuffer.wrap(data));
    write(ByteBuffer.wrap(data));
  }

  /** Adds an entry with the elements of an array. */
  void add(String name, NamedArray array) throws IOException {
    begin(name, array.data());
    array.writeTo(channel);
    position += array.byteCount();
  }

  /** Writes the header of an entry, and the directory's entry; the data comes next. */
  private void begin(String name, ByteBuffer data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(data.duplicate());
    byte[] nameBytes = name.getBytes(UTF_8);
    long headerAt = position;
    long unpadded = headerAt + LOCAL_HEADER_SIZE + nameBytes.length + PADDING_HEADER_SIZE;
    int padding = (int) (-unpadded & (ALIGNMENT - 1));
    ByteBuffer header =
        buffer(LOCAL_HEADER_SIZE + nameBytes.length + PADDING_HEADER_SIZE + padding)
            .putInt(0x04034b50)
            .putShort(PLAIN);
    common(header, (int) crc.getValue(), data.remaining(), nameBytes.length);
    header.putShort((short) (PADDING_HEADER_SIZE + padding)).put(nameBytes);
    header.put((byte) 'F').put((byte) 'B').putShort((short) padding);
    while (header.hasRemaining()) {
      header.put((byte) 'Z');
    }
    write(header.flip());
    addToDirectory(nameBytes, (int) crc.getValue(), data.remaining(), headerAt);
    entries++;
  }

  /** Writes the directory; nothing may be added any more. */
  void finish() throws IOException {
    long directoryAt = position;
    write(ByteBuffer.wrap(directory.toByteArray()));
    long size = position - directoryAt;
    boolean wide = entries >= 0xffff || directoryAt >= TOO_WIDE;
    if (wide) {
      long endAt = position;
      ByteBuffer end = buffer(76).putInt(0x06064b50).putLong(44).putShort(ZIP64).putShort(ZIP64);
      end.putInt(0).putInt(0).putLong(entries).putLong(entries).putLong(size).putLong(directoryAt);
      end.putInt(0x07064b50).putInt(0).putLong(endAt).putInt(1);
      write(end.flip());
    }
    short count = (short) (wide ? 0xffff : entries);
    ByteBuffer end = buffer(22).putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort(count).putShort(count).putInt((int) size);
    end.putInt((int) (wide ? TOO_WIDE : directoryAt)).putShort((short) 0);
    write(end.flip());
  }

  private void addToDirectory(byte[] name, int crc, int size, long headerAt) {
    boolean wide = headerAt >= TOO_WIDE;
    byte[] bytes = new byte[46 + name.length + (wide ? 12 : 0)];
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0x02014b50).putShort(ZIP64).putShort(wide ? ZIP64 : PLAIN);
    common(header, crc, size, name.length);
    header.putShort((short) (wide ? 12 : 0)).putShort((short) 0); // extra field, comment
    header.putShort((short) 0).putShort((short) 0).putInt(0); // disk, attributes
    header.putInt((int) (wide ? TOO_WIDE : headerAt)).put(name);
    if (wide) {
      header.putShort((short) 1).putShort((short) Long.BYTES).putLong(headerAt);
    }
    directory.writeBytes(bytes);
  }

  /** The fields that local and directory headers share: from the flags to the name's length. */
  private static void common(ByteBuffer header, int crc, int size, int nameLength) {
    header.putShort((short) NAMES_ARE_UTF8).putShort((short) 0); // method 0: stored
    header.putShort((short) 0).putShort((short) DATE);
    header.putInt(crc).putInt(size).putInt(size).putShort((short) nameLength);
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      position += channel.write(bytes);
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
