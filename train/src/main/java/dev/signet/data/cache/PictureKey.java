package dev.signet.data.cache;

import dev.signet.SignetException;
import dev.signet.SignetVersion;
import dev.signet.data.ImageSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a cache is found by: the place of the pictures, what each is called, size and time of the
 * file that it is in, the size that it is brought to, and the version of Signet that decodes it.
 * Nothing is decoded or read for it. Thread-safe: it keeps no state.
 */
final class PictureKey {
  private PictureKey() {}

  /** 64 hexadecimal digits; empty for pictures of which nobody can tell whether they changed. */
  static Optional<String> of(ImageSource source) {
    MessageDigest digest = sha256();
    text(digest, "signet-cache-1");
    text(digest, SignetVersion.current());
    String name = source.name();
    text(digest, Path.of(name).toAbsolutePath().normalize().toString());
    text(digest, source.pictureSize().toString());
    for (int i = 0; i < source.size(); i++) {
      OptionalLong stamp = stamp(source, i);
      if (stamp.isEmpty()) {
        return Optional.empty();
      }
      String id = source.id(i);
      text(digest, id.startsWith(name) ? id.substring(name.length()) : id);
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(stamp.getAsLong()).flip());
    }
    return Optional.of(HexFormat.of().formatHex(digest.digest()));
  }

  private static OptionalLong stamp(ImageSource source, int index) {
    try {
      return source.stamp(index);
    } catch (SignetException e) {
      return OptionalLong.of(0); // gone: whoever reads it says so
    }
  }

  private static void text(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
