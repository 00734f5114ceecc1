package dev.signet.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes the colour profile out of a JPEG file, so that its numbers are decoded as they are stored.
 * That is what Pillow does, and what a network trained in Python has seen; converting small Display
 * P3 photos also takes longer than decoding them.
 */
final class JpegProfile {
  private static final byte[] NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int APP2 = 0xe2;
  private static final int START_OF_SCAN = 0xda;

  private JpegProfile() {}

  /**
   * The first {@code length} bytes without the profile: {@code bytes} themselves if there is
   * nothing to take out.
   */
  static byte[] without(byte[] bytes, int length) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    int copied = 0;
    int at = 2;
    while (at + 4 <= length && (bytes[at] & 0xff) == 0xff) {
      int marker = bytes[at + 1] & 0xff;
      int end = at + 2 + ((bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff));
      if (marker == START_OF_SCAN || end > length) {
        break;
      }
      if (marker == APP2 && begins(bytes, at + 4)) {
        kept.write(bytes, copied, at - copied);
        copied = end;
      }
      at = end;
    }
    if (copied == 0) {
      return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
    kept.write(bytes, copied, length - copied);
    return kept.toByteArray();
  }

  private static boolean begins(byte[] bytes, int at) {
    return at + NAME.length <= bytes.length
        && Arrays.equals(bytes, at, at + NAME.length, NAME, 0, NAME.length);
  }
}
