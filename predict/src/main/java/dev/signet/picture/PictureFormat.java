package dev.signet.picture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The formats that are read, told by their first bytes and never by the name of the file. */
enum PictureFormat {
  JPEG("jpeg"),
  PNG("png"),
  GIF("gif"),
  BMP("bmp"),
  WEBP("webp"),
  TIFF("tiff");

  private final String imageIoName;

  PictureFormat(String imageIoName) {
    this.imageIoName = imageIoName;
  }

  String imageIoName() {
    return imageIoName;
  }

  static Optional<PictureFormat> of(byte[] bytes) {
    if (begins(bytes, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    } else if (begins(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    } else if (begins(bytes, 0, "GIF87a") || begins(bytes, 0, "GIF89a")) {
      return Optional.of(GIF);
    } else if (begins(bytes, 0, "BM")) {
      return Optional.of(BMP);
    } else if (begins(bytes, 0, "RIFF") && begins(bytes, 8, "WEBP")) {
      return Optional.of(WEBP);
    } else if (begins(bytes, 0, "II*\0") || begins(bytes, 0, "MM\0*")) {
      return TiffHeader.isCameraRaw(bytes) ? Optional.empty() : Optional.of(TIFF);
    } else if (begins(bytes, 0, "II+\0") || begins(bytes, 0, "MM\0+")) {
      return Optional.of(TIFF); // with 64-bit offsets
    }
    return Optional.empty();
  }

  private static boolean begins(byte[] bytes, int at, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < expected.length; i++) {
      if (at + i >= bytes.length || bytes[at + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
