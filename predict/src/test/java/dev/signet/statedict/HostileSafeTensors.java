package dev.signet.statedict;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files that pretend to be safetensors, each by another trick. */
final class HostileSafeTensors {
  private final List<HostileFile> files = new ArrayList<>(HostileFile.cuts("safetensors", sound()));

  private HostileSafeTensors() {}

  static List<HostileFile> files() {
    HostileSafeTensors made = new HostileSafeTensors();
    made.addNumbers();
    made.addRanges();
    made.addTexts();
    made.addMemory();
    return made.files;
  }

  /** What they are variations of. */
  static byte[] sound() {
    return file("{" + entry("w", "F32", "[4]", "0,16") + "}", 16);
  }

  /** Lengths, shapes and offsets that do not add up. */
  private void addNumbers() {
    files.add(new HostileFile("header longer than the file", length(1000)));
    files.add(new HostileFile("header of 2^63 bytes", length(Long.MIN_VALUE)));
    files.add(new HostileFile("header of 2^64 - 1 bytes", length(-1)));
    files.add(new HostileFile("header of 100 MB in a small file", length(100_000_001)));
    add("empty header", "", 0);
    add("record shorter than its shape", "{" + entry("w", "F32", "[5]", "0,16") + "}", 16);
    add("shape overflow", "{" + entry("w", "F32", "[4294967296,4294967296]", "0,16") + "}", 16);
    add("byte count overflow", "{" + entry("w", "F64", "[2305843009213693952]", "0,0") + "}", 0);
    add("negative shape", "{" + entry("w", "F32", "[-4]", "0,16") + "}", 16);
    add("negative offsets", "{" + entry("w", "F32", "[4]", "-16,0") + "}", 16);
    add(
        "huge offsets",
        "{" + entry("w", "F32", "[4]", "9223372036854775791,9223372036854775807") + "}",
        16);
    add(
        "offsets beyond 64 bits",
        "{" + entry("w", "F32", "[4]", "0,18446744073709551632") + "}",
        16);
  }

  /** Tensors that overlap, leave holes or bear the same name. */
  private void addRanges() {
    add("offset into another tensor", pair("0,16", "8,24"), 24);
    add("overlapping ranges", pair("0,16", "0,16"), 16);
    add("hole between tensors", pair("0,16", "20,36"), 36);
    add("bytes that no tensor claims", "{" + entry("w", "F32", "[4]", "0,16") + "}", 24);
    add(
        "duplicate names",
        "{" + entry("w", "F32", "[4]", "0,16") + "," + entry("w", "F32", "[4]", "16,32") + "}",
        32);
  }

  /** Headers that are not the text they should be. */
  private void addTexts() {
    add("invalid UTF-8", "{" + entry("w\u00ff", "F32", "[4]", "0,16") + "}", 16);
    add("UTF-16", "{\0\"\0w\0\"\0", 16);
    add(
        "NaN metadata",
        "{\"__metadata__\":{\"loss\":NaN}," + entry("w", "F32", "[4]", "0,16") + "}",
        16);
    add(
        "metadata that is no object",
        "{\"__metadata__\":[1]," + entry("w", "F32", "[4]", "0,16") + "}",
        16);
    add("half a surrogate pair", "{\"__metadata__\":{\"k\":\"\\ud800\"}}", 0);
    add("deeply nested", "{\"w\":" + "[".repeat(100_000), 0);
    add("deeply nested metadata", "{\"__metadata__\":" + "{\"a\":".repeat(100_000), 0);
    add("unknown type", "{" + entry("w", "F99", "[4]", "0,16") + "}", 16);
    add(
        "unknown key",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,16],\"run\":\"x\"}}",
        16);
    add("text after the header", "{}{}", 0);
  }

  /** Headers that would make much of themselves. */
  private void addMemory() {
    add(
        "a shape of two million sizes",
        "{" + entry("w", "F32", "[" + "1,".repeat(2_000_000) + "1]", "0,4") + "}",
        4);
    add("a string of 8 MB", "{\"__metadata__\":{\"k\":\"" + "a".repeat(8 << 20) + "\"}}", 0);
    add(
        "two hundred thousand empty tensors",
        "{"
            + IntStream.range(0, 200_000)
                .mapToObj(i -> entry("" + i, "U8", "[0]", "0,0"))
                .collect(Collectors.joining(","))
            + "}",
        1);
  }

  private void add(String trick, String header, int data) {
    files.add(new HostileFile(trick, file(header, data)));
  }

  private static byte[] length(long headerLength) {
    return ByteBuffer.allocate(32)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(headerLength)
        .put("{}".getBytes(UTF_8))
        .array();
  }

  /** A file with a header, one character a byte, and so many bytes of data. */
  private static byte[] file(String header, int data) {
    byte[] bytes = header.getBytes(ISO_8859_1);
    byte[] file = new byte[Long.BYTES + bytes.length + data];
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).put(bytes);
    return file;
  }

  private static String entry(String name, String dtype, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%s]}"
        .formatted(name, dtype, shape, offsets);
  }

  private static String pair(String first, String second) {
    return "{" + entry("a", "F32", "[4]", first) + "," + entry("b", "F32", "[4]", second) + "}";
  }
}
