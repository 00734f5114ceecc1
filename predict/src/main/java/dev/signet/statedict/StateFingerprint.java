package dev.signet.statedict;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name for what a state dict holds, whatever its file is called and whichever format it has:
 * SHA-256 over each array in order, as the line {@code NAME DTYPE [SIZE, SIZE]} in UTF-8, ended by
 * a newline, and its little-endian bytes. Types have the names of safetensors. Notes do not count.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class StateFingerprint {
  private StateFingerprint() {}

  /** 64 hexadecimal digits in lower case. */
  public static String of(StateDict state) {
    MessageDigest digest = sha256();
    for (NamedArray array : state.arrays()) {
      String line = "%s %s %s\n".formatted(array.name(), array.dtype(), array.shape());
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update(array.data());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
