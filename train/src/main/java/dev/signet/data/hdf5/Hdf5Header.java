package dev.signet.data.hdf5;

import io.jhdf.ObjectHeader;
import io.jhdf.ObjectHeader.ObjectHeaderV2;
import io.jhdf.Utils;
import io.jhdf.checksum.ChecksumUtils;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.message.Message;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The header of a group or data set without its attributes: jHDF reads those, too, and fails for
 * the whole object when it does not know the type of one.
 *
 * @see <a href="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html">The HDF5 file
 *     format, IV.A: object headers</a>
 */
final class Hdf5Header {
  private static final int MOST_MESSAGES = 100_000;
  private static final int SHARED = 1 << 1;
  private static final int EXTERNAL_FILES = 0x07;
  private static final int CONTINUATION = 0x10;

  /** Data space, link info, data type, link, layout, filters, symbol table. */
  private static final Set<Integer> NEEDED = Set.of(0x01, 0x02, 0x03, 0x06, 0x08, 0x0B, 0x11);

  private final HdfBackingStorage storage;
  private final long address;
  private final Deque<Block> blocks = new ArrayDeque<>();
  private final List<Message> messages = new ArrayList<>();
  private int seen;

  /** Where messages lie. */
  private record Block(long address, long length) {}

  private Hdf5Header(HdfBackingStorage storage, long address) {
    this.storage = storage;
    this.address = address;
  }

  /**
   * Reads the header at {@code address}.
   *
   * @throws HdfException if it is damaged or has a feature that is not known
   */
  static ObjectHeader read(HdfBackingStorage storage, long address) {
    Hdf5Header header = new Hdf5Header(storage, address);
    if (storage.readBufferFromAddress(address, 1).get() == 1) {
      header.readFirst();
    } else {
      header.readSecond();
    }
    return new ObjectHeaderV2(address, header.messages);
  }

  /** Version 1: a count of messages, then blocks of nothing but messages. */
  private void readFirst() {
    ByteBuffer prefix = storage.readBufferFromAddress(address, 16).order(ByteOrder.LITTLE_ENDIAN);
    blocks.add(new Block(address + 16, prefix.getInt(8)));
    while (!blocks.isEmpty()) {
      ByteBuffer bytes = bytesOf(blocks.remove());
      while (bytes.remaining() >= 8) {
        int type = Utils.readBytesAsUnsignedInt(bytes, 2);
        int size = Utils.readBytesAsUnsignedInt(bytes, 2);
        byte flags = bytes.get();
        bytes.position(bytes.position() + 3);
        take(type, flags, bytes, size);
      }
    }
  }

  /** Version 2: blocks with a signature and a checksum. */
  private void readSecond() {
    ByteBuffer prefix = storage.readBufferFromAddress(address, 6);
    int flags = prefix.get(5);
    int widthOfSize = 1 << (flags & 3);
    int sizeAt = 6 + ((flags & (1 << 5)) == 0 ? 0 : 16) + ((flags & (1 << 4)) == 0 ? 0 : 4);
    long size =
        Utils.readBytesAsUnsignedLong(
            storage.readBufferFromAddress(address + sizeAt, widthOfSize), widthOfSize);
    blocks.add(new Block(address, sizeAt + widthOfSize + size + 4));
    String signature = "OHDR";
    int from = sizeAt + widthOfSize;
    while (!blocks.isEmpty()) {
      ByteBuffer bytes = bytesOf(blocks.remove());
      byte[] name = new byte[4];
      bytes.get(name);
      if (!signature.equals(new String(name, StandardCharsets.US_ASCII))) {
        throw new HdfException("an object header is not where it should be");
      }
      ChecksumUtils.validateChecksum(bytes.clear());
      bytes.clear().position(from).limit(bytes.capacity() - 4);
      int prefixLength = (flags & (1 << 2)) == 0 ? 4 : 6;
      while (bytes.remaining() >= prefixLength) {
        int type = bytes.get() & 0xFF;
        int length = Utils.readBytesAsUnsignedInt(bytes, 2);
        byte messageFlags = bytes.get();
        bytes.position(bytes.position() + prefixLength - 4);
        take(type, messageFlags, bytes, length);
      }
      signature = "OCHK";
      from = 4;
    }
  }

  private ByteBuffer bytesOf(Block block) {
    if (block.length() < 0 || block.length() > storage.size()) {
      throw new HdfException(
          String.format(Locale.ROOT, "an object header claims %d bytes", block.length()));
    }
    return storage
        .readBufferFromAddress(block.address(), (int) Math.min(block.length(), 1 << 30))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private void take(int type, byte flags, ByteBuffer bytes, int size) {
    seen++;
    if (seen > MOST_MESSAGES || size > bytes.remaining()) {
      throw new HdfException("an object header does not end");
    }
    ByteBuffer body = bytes.slice(bytes.position(), size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + size);
    if (type == CONTINUATION) {
      int width = storage.getSizeOfOffsets();
      blocks.add(
          new Block(
              Utils.readBytesAsUnsignedLong(body, width),
              Utils.readBytesAsUnsignedLong(body, storage.getSizeOfLengths())));
    } else if (type == EXTERNAL_FILES) {
      throw new UnsupportedHdfException("data in files of their own (external storage)");
    } else if (NEEDED.contains(type)) {
      if ((flags & SHARED) != 0) {
        throw new UnsupportedHdfException("a committed (named) data type");
      }
      messages.add(parsed(type, flags, body));
    }
  }

  private Message parsed(int type, byte flags, ByteBuffer body) {
    ByteBuffer message =
        ByteBuffer.allocate(4 + body.remaining())
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) type)
            .putShort((short) body.remaining())
            .put(flags)
            .put(body)
            .flip();
    return Message.readObjectHeaderV2Message(message, storage, false);
  }
}
