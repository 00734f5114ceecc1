package dev.signet.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A name for what a data set holds, whatever its file is called or how it is compressed: SHA-256
 * over {@code signet-dataset-1}, height, width, number of classes, each class name (its length in
 * bytes, then UTF-8), number of pictures, then each picture's label and bytes, in order. Integers
 * are 32 bits, the highest byte first. Ids do not count. Of cropped pictures it is that of what
 * they were cut from.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** 64 hexadecimal digits in lower case. */
  public static String of(ImageSource pictures) {
    ImageSource dataset = pictures.uncropped();
    MessageDigest digest = sha256();
    digest.update("signet-dataset-1".getBytes(StandardCharsets.US_ASCII));
    integer(digest, dataset.pictureSize().height());
    integer(digest, dataset.pictureSize().width());
    integer(digest, dataset.classes().size());
    for (String name : dataset.classes()) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      integer(digest, bytes.length);
      digest.update(bytes);
    }
    integer(digest, dataset.size());
    InOrder.forEach(
        dataset,
        (index, pixels) -> {
          integer(digest, dataset.label(index));
          digest.update(pixels);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void integer(MessageDigest digest, int value) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value).flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
