package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The directory of a ZIP file: where the bytes of each entry are. {@code java.util.zip} does not
 * tell, and mapping needs to know. ZIP64 is understood.
 *
 * <p>Specification: PKWARE's APPNOTE.TXT 6.3.
 */
final class ZipEntries {
  private static final int CENTRAL_HEADER = 0x02014b50;
  private static final int CENTRAL_HEADER_SIZE = 46;
  private static final int ENCRYPTED = 1;
  private static final long IN_ZIP64 = 0xffff_ffffL;
  private static final int ZIP64_EXTRA = 1;
  private static final int ENTRY = 400; // bytes of memory

  private ZipEntries() {}

  /** The entries by name, in the order of the directory. */
  static Map<String, ZipEntry> read(FileBytes file, MemoryBudget memory) {
    ZipEnd end = ZipEnd.find(file);
    ByteBuffer directory = file.slice(end.directoryAt(), end.directorySize(), "ZIP directory");
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    for (long i = 0; i < end.entryCount(); i++) {
      ZipEntry entry = readEntry(file, directory, end.directoryAt(), memory);
      if (entries.put(entry.name(), entry) != null) {
        throw file.malformed(
            entry.place(), "is in the ZIP directory twice; expected different names");
      }
    }
    if (directory.hasRemaining()) {
      throw file.malformed(
          Text.of("ZIP directory, offset %d", end.directoryAt() + directory.position()),
          Text.of("has %d bytes after its last entry; expected none", directory.remaining()));
    }
    requireDisjoint(file, entries);
    return entries;
  }

  private static ZipEntry readEntry(
      FileBytes file, ByteBuffer directory, long directoryAt, MemoryBudget memory) {
    int start = directory.position();
    Supplier<String> place = () -> Text.of("ZIP directory, offset %d", directoryAt + start);
    if (directory.remaining() < CENTRAL_HEADER_SIZE || directory.getInt(start) != CENTRAL_HEADER) {
      throw file.malformed(place.get(), "expected a directory entry (PK 01 02)");
    }
    int flags = directory.getShort(start + 8);
    int method = Short.toUnsignedInt(directory.getShort(start + 10));
    long crc = unsigned(directory, start + 16);
    int nameSize = Short.toUnsignedInt(directory.getShort(start + 28));
    int extraSize = Short.toUnsignedInt(directory.getShort(start + 30));
    int commentSize = Short.toUnsignedInt(directory.getShort(start + 32));
    int nameAt = start + CENTRAL_HEADER_SIZE;
    if (nameSize + extraSize + commentSize > directory.limit() - nameAt) {
      throw file.malformed(
          place.get(), "a directory entry reaches beyond the directory; expected it inside");
    }
    if (!memory.take(ENTRY + 4L * nameSize)) {
      throw memory.exceeded(place.get());
    }
    String name = StandardCharsets.UTF_8.decode(directory.slice(nameAt, nameSize)).toString();
    ByteBuffer extra =
        zip64(directory.slice(nameAt + nameSize, extraSize).order(directory.order()));
    long size = wide(unsigned(directory, start + 24), extra, file, place);
    long compressed = wide(unsigned(directory, start + 20), extra, file, place);
    long headerAt = wide(unsigned(directory, start + 42), extra, file, place);
    directory.position(nameAt + nameSize + extraSize + commentSize);
    boolean stored = (flags & ENCRYPTED) == 0 && method == 0 && size == compressed;
    return ZipEntry.of(file, name, headerAt, compressed, crc, stored);
  }

  /** The content of the ZIP64 field among the extra fields; empty if there is none. */
  private static ByteBuffer zip64(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = Short.toUnsignedInt(extra.getShort());
      int size = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
      if (id == ZIP64_EXTRA) {
        return extra.slice(extra.position(), size).order(extra.order());
      }
      extra.position(extra.position() + size);
    }
    return ByteBuffer.allocate(0);
  }

  /** A field that is in the ZIP64 extra field if it does not fit into 32 bits. */
  private static long wide(long narrow, ByteBuffer zip64, FileBytes file, Supplier<String> place) {
    if (narrow != IN_ZIP64) {
      return narrow;
    }
    if (zip64.remaining() < Long.BYTES) {
      throw file.malformed(place.get(), "lacks its ZIP64 sizes; expected 8 bytes for each");
    }
    return zip64.getLong();
  }

  private static long unsigned(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  /** Entries that share bytes would let a small file stand for a huge one. */
  private static void requireDisjoint(FileBytes file, Map<String, ZipEntry> entries) {
    List<ZipEntry> byOffset = new ArrayList<>(entries.values());
    byOffset.sort(Comparator.comparingLong(ZipEntry::headerAt));
    for (int i = 1; i < byOffset.size(); i++) {
      ZipEntry before = byOffset.get(i - 1);
      ZipEntry entry = byOffset.get(i);
      if (entry.headerAt() < before.dataAt() + before.size()) {
        throw file.malformed(
            entry.place(),
            Text.of(
                "starts inside entry %s, which ends at offset %d; expected entries that share no bytes",
                before.name(), before.dataAt() + before.size()));
      }
    }
  }
}
