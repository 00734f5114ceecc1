package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.FileBytes;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * Where an entry of a ZIP file is: its local header, and behind it its bytes.
 *
 * @param stored false if it is compressed or encrypted, and so cannot be read here
 */
record ZipEntry(String name, long headerAt, long dataAt, long size, long crc, boolean stored) {
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int LOCAL_HEADER_SIZE = 30;

  /** Follows a directory entry to its local header. */
  static ZipEntry of(
      FileBytes file, String name, long headerAt, long size, long crc, boolean stored) {
    ByteBuffer header =
        file.slice(headerAt, LOCAL_HEADER_SIZE, () -> place(name, headerAt) + ", its local header");
    if (header.getInt(0) != LOCAL_HEADER) {
      throw file.malformed(place(name, headerAt), "expected its local header (PK 03 04)");
    }
    int nameSize = Short.toUnsignedInt(header.getShort(26));
    int extraSize = Short.toUnsignedInt(header.getShort(28));
    ZipEntry entry =
        new ZipEntry(
            name, headerAt, headerAt + LOCAL_HEADER_SIZE + nameSize + extraSize, size, crc, stored);
    file.slice(entry.dataAt, 0, entry::place);
    if (size < 0 || size > file.size() - entry.dataAt) {
      throw file.malformed(
          entry.place(),
          Text.of(
              "should be %d bytes at offset %d, but the file has %d bytes; expected an entry inside"
                  + " the file",
              size, entry.dataAt, file.size()));
    }
    return entry;
  }

  /** For messages. */
  String place() {
    return place(name, headerAt);
  }

  private static String place(String name, long headerAt) {
    return Text.of("entry %s, offset %d", name, headerAt);
  }

  /**
   * Its bytes, checked against their CRC-32; 0 stands for one that was not computed, as after
   * {@code torch.serialization.set_crc32_options(False)}.
   */
  ByteBuffer read(FileBytes file) {
    if (!stored) {
      throw file.malformed(
          place(),
          "is compressed or encrypted; expected a stored entry, as torch.save writes: in Python,"
              + " torch.save(torch.load(FILE), 'weights.pth')");
    }
    ByteBuffer bytes = file.slice(dataAt, size, this::place);
    if (crc != 0) {
      CRC32 actual = new CRC32();
      actual.update(bytes.duplicate());
      if (actual.getValue() != crc) {
        throw file.malformed(
            place(),
            Text.of(
                "is damaged: its %d bytes at offset %d have CRC-32 %08x; expected %08x",
                size, dataAt, actual.getValue(), crc));
      }
    }
    return bytes;
  }
}
