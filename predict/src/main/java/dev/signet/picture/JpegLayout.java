package dev.signet.picture;

/**
 * Where a JPEG ends and what it is made of. Phones put a film, a second photo or a depth map behind
 * the picture's end: only what is before it counts.
 *
 * @param end the first byte behind the picture; the file's length where its end marker is missing
 * @param whole whether the end marker is there
 * @param scans that a decoder goes through. A progressive picture has about ten; a hostile one has
 *     thousands, and a decoder goes through all of its pixels for each
 * @param frame what its first frame says of itself, if one was found
 * @param transform Adobe's word on the colours: 2 for YCCK; -1 where it says nothing
 * @see <a href="https://libjpeg-turbo.org/About/TwoIssueswiththeJPEGStandard">Two issues with the
 *     JPEG standard</a>
 */
record JpegLayout(int end, boolean whole, int scans, Frame frame, int transform) {
  /** More scans are refused; encoders make ten or so. */
  static final int MOST_SCANS = 100;

  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int APP14 = 0xee;
  private static final Frame NO_FRAME = new Frame(0, 0, 0, 0, 0);

  /**
   * The frame header.
   *
   * @param kind its marker: 0xc0 baseline, 0xc1 extended, 0xc2 progressive; others are rare
   * @param precision bits of a sample
   * @param height rows; 0 where the file says so behind its first scan, or there is no frame
   * @param width columns
   * @param components of a pixel, 4 for CMYK
   */
  record Frame(int kind, int precision, int height, int width, int components) {
    /** Grey or three colours in 8 bits, by Huffman's code: what every decoder knows. */
    boolean isPlain() {
      return kind >= 0xc0
          && kind <= 0xc2
          && precision == 8
          && height > 0
          && width > 0
          && (components == 1 || components == 3);
    }
  }

  static JpegLayout of(byte[] bytes) {
    int scans = 0;
    Frame frame = NO_FRAME;
    int transform = -1;
    int at = 2;
    while (at + 1 < bytes.length) {
      // Between segments, and within a scan, everything up to the next marker is passed over: a
      // scan's own 0xff are followed by 0 or by a restart marker.
      if ((bytes[at] & 0xff) != 0xff || !isMarker(bytes[at + 1] & 0xff)) {
        at++;
        continue;
      }
      int marker = bytes[at + 1] & 0xff;
      if (marker == END_OF_IMAGE) {
        return new JpegLayout(at + 2, true, scans, frame, transform);
      }
      scans += marker == START_OF_SCAN ? 1 : 0;
      if (isFrame(marker) && frame.components() == 0 && at + 9 < bytes.length) {
        frame =
            new Frame(
                marker,
                bytes[at + 4] & 0xff,
                length(bytes, at + 5),
                length(bytes, at + 7),
                bytes[at + 9] & 0xff);
      }
      if (marker == APP14 && isAdobe(bytes, at + 4)) {
        transform = bytes[at + 15] & 0xff;
      }
      at += 2 + length(bytes, at + 2);
    }
    return new JpegLayout(bytes.length, false, scans, frame, transform);
  }

  /** Not a stuffed byte, padding, a restart marker, a start or a marker without a segment. */
  private static boolean isMarker(int marker) {
    return marker > 0x01 && marker != 0xff && !(marker >= 0xd0 && marker <= 0xd8);
  }

  /** SOF0 to SOF15, among which DHT, JPG and DAC have their places too. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static boolean isAdobe(byte[] bytes, int at) {
    return at + 12 <= bytes.length
        && bytes[at] == 'A'
        && bytes[at + 1] == 'd'
        && bytes[at + 2] == 'o'
        && bytes[at + 3] == 'b'
        && bytes[at + 4] == 'e';
  }

  private static int length(byte[] bytes, int at) {
    return at + 1 < bytes.length ? (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff) : 0;
  }
}
