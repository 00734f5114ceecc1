package dev.signet.picture;

/**
 * Counts the scans of a JPEG. A progressive picture has about ten; a hostile one has thousands, and
 * a decoder goes through all of its pixels for each.
 *
 * @see <a href="https://libjpeg-turbo.org/About/TwoIssueswiththeJPEGStandard">Two issues with the
 *     JPEG standard</a>
 */
public final class JpegScans {
  /** More are refused; encoders make ten or so. */
  public static final int MOST = 100;

  private static final int START_OF_SCAN = 0xda;

  private JpegScans() {}

  /** Scans in the file. Within a scan 0xff is followed by 0 or a restart marker, never by this. */
  static int count(byte[] jpeg) {
    int scans = 0;
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == START_OF_SCAN) {
        scans++;
      }
    }
    return scans;
  }
}
