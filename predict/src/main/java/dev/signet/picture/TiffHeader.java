package dev.signet.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tells cameras' raw pictures (DNG, NEF, CR2, ARW) from TIFF, whose container they use: a reader of
 * TIFF finds a thumbnail in them, or the sensor's mosaic.
 */
final class TiffHeader {
  private static final int NEW_SUBFILE_TYPE = 254;
  private static final int SUB_IFDS = 330;
  private static final int DNG_VERSION = 50706;
  private static final int ENTRY = 12;

  private TiffHeader() {}

  static boolean isCameraRaw(byte[] bytes) {
    boolean little = bytes.length > 16 && bytes[0] == 'I' && bytes[1] == 'I' && bytes[2] == 42;
    boolean big = bytes.length > 16 && bytes[0] == 'M' && bytes[1] == 'M' && bytes[3] == 42;
    if (!little && !big) {
      return false;
    }
    if (bytes[8] == 'C' && bytes[9] == 'R' && bytes[10] == 2) {
      return true;
    }
    ByteBuffer in =
        ByteBuffer.wrap(bytes).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = in.getInt(4) & 0xffffffffL;
    if (directory + 2 > bytes.length) {
      return false;
    }
    int entries = in.getShort((int) directory) & 0xffff;
    boolean reduced = false;
    boolean others = false;
    for (long at = directory + 2; entries > 0 && at + ENTRY <= bytes.length; at += ENTRY) {
      int tag = in.getShort((int) at) & 0xffff;
      if (tag == DNG_VERSION) {
        return true;
      }
      reduced |= tag == NEW_SUBFILE_TYPE && (in.getInt((int) at + 8) & 1) != 0;
      others |= tag == SUB_IFDS;
      entries--;
    }
    return reduced && others;
  }
}
