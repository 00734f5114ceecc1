package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.FileBytes;
import java.nio.ByteBuffer;

/** The end record of a ZIP file: where its directory is. */
record ZipEnd(long directoryAt, long directorySize, long entryCount) {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int ZIP64_LOCATOR_SIZE = 20;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_END_SIZE = 56;
  private static final int LONGEST_COMMENT = 0xffff;

  static ZipEnd find(FileBytes file) {
    long searched = Math.min(file.size(), END_SIZE + LONGEST_COMMENT);
    ByteBuffer tail = file.slice(file.size() - searched, searched, "ZIP end record");
    for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
      boolean signature = tail.getInt(at) == END;
      if (signature
          && Short.toUnsignedInt(tail.getShort(at + 20)) == tail.limit() - at - END_SIZE) {
        return read(file, tail, at, file.size() - searched + at);
      }
    }
    throw file.malformed(
        "offset " + file.size(),
        "the file starts as a ZIP file but has no ZIP end record; expected one, the file may be cut"
            + " off");
  }

  private static ZipEnd read(FileBytes file, ByteBuffer tail, int at, long offset) {
    int count = Short.toUnsignedInt(tail.getShort(at + 10));
    long size = Integer.toUnsignedLong(tail.getInt(at + 12));
    long start = Integer.toUnsignedLong(tail.getInt(at + 16));
    boolean zip64 = count == 0xffff || size == 0xffff_ffffL || start == 0xffff_ffffL;
    ZipEnd end =
        zip64 ? readZip64(file, offset - ZIP64_LOCATOR_SIZE) : new ZipEnd(start, size, count);
    boolean inside =
        end.directoryAt >= 0
            && end.directorySize >= 0
            && end.directoryAt <= offset
            && end.directorySize <= offset - end.directoryAt;
    if (!inside || end.entryCount < 0 || end.entryCount > end.directorySize / 46) {
      throw file.malformed(
          "ZIP end record, offset " + offset,
          Text.of(
              "expected a directory before it, but %d entries and %d bytes at offset %d do not fit",
              end.entryCount, end.directorySize, end.directoryAt));
    }
    return end;
  }

  private static ZipEnd readZip64(FileBytes file, long locatorAt) {
    ByteBuffer locator = file.slice(locatorAt, ZIP64_LOCATOR_SIZE, "ZIP64 locator");
    if (locator.getInt(0) != ZIP64_LOCATOR) {
      throw file.malformed("offset " + locatorAt, "expected a ZIP64 locator (PK 06 07)");
    }
    long at = locator.getLong(8);
    ByteBuffer end = file.slice(at, ZIP64_END_SIZE, "ZIP64 end record");
    if (end.getInt(0) != ZIP64_END) {
      throw file.malformed("offset " + at, "expected a ZIP64 end record (PK 06 06)");
    }
    return new ZipEnd(end.getLong(48), end.getLong(40), end.getLong(32));
  }
}
