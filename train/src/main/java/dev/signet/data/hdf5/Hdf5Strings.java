package dev.signet.data.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Strings of HDF5: of any length, or of one length in bytes, padded with zeros or spaces. */
final class Hdf5Strings {
  private Hdf5Strings() {}

  /** The elements of a data set of strings. */
  static List<String> of(Hdf5Array array) {
    return array.isVariableLength()
        ? List.of((String[]) array.elements(array.type(), array.bytes()))
        : decode(array.bytes(), array.type().getSize());
  }

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
