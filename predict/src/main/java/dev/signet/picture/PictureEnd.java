package dev.signet.picture;

/** Whether a picture file goes to its end; some readers fill what is missing with grey. */
final class PictureEnd {
  private PictureEnd() {}

  static boolean isPresent(PictureFormat format, byte[] bytes) {
    return switch (format) {
      case PNG -> endsInPngEnd(bytes);
      // JPEG's reader warns, BMP's, TIFF's and libwebp throw, and a GIF's first frame, whose pixels
      // are counted, may be whole in a cut file.
      case JPEG, BMP, GIF, TIFF, WEBP -> true;
    };
  }

  /** Walks the chunks: length, name, content, checksum. */
  private static boolean endsInPngEnd(byte[] bytes) {
    long at = 8;
    while (at + 12 <= bytes.length) {
      int i = (int) at;
      long length =
          (bytes[i] & 0xffL) << 24
              | (bytes[i + 1] & 0xff) << 16
              | (bytes[i + 2] & 0xff) << 8
              | (bytes[i + 3] & 0xff);
      if (bytes[i + 4] == 'I' && bytes[i + 5] == 'E' && bytes[i + 6] == 'N') {
        return true;
      }
      at += length + 12;
    }
    return false;
  }
}
