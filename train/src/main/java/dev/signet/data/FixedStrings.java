package dev.signet.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Strings of one length in bytes, padded with zeros or spaces. */
final class FixedStrings {
  private FixedStrings() {}

  /** Always as UTF-8: many files say ASCII and mean UTF-8, numpy's among them. */
  static List<String> decode(ByteBuffer bytes, int length) {
    List<String> strings = new ArrayList<>();
    byte[] one = new byte[length];
    while (bytes.remaining() >= length) {
      bytes.get(one);
      int end = 0;
      while (end < length && one[end] != 0) {
        end++;
      }
      strings.add(new String(one, 0, end, StandardCharsets.UTF_8).strip());
    }
    return strings;
  }
}
