package dev.signet.runfolder;

import dev.signet.Text;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** CRC-32C, against damage and not against malice; 8 hexadecimal digits. */
final class Checksum {
  private Checksum() {}

  /** Of a text in UTF-8. */
  static String of(String text) {
    CRC32C crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(crc);
  }

  /** Of arrays in order: for each {@code NAME TYPE SHAPE} in UTF-8 and its elements. */
  static String of(StateDict arrays) {
    CRC32C crc = new CRC32C();
    for (NamedArray array : arrays.arrays()) {
      crc.update(array.toString().getBytes(StandardCharsets.UTF_8));
      crc.update(array.data());
    }
    return hex(crc);
  }

  private static String hex(CRC32C crc) {
    return Text.of("%08x", crc.getValue());
  }
}
