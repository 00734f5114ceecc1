package dev.signet.picture;

/**
 * Whether leptonica's classes are there. A program that depends on signet-predict alone has none,
 * and {@link TurboJpeg}, whose fields are of them, must not even be looked at then.
 */
final class Leptonica {
  static final boolean IS_THERE = isThere();

  private Leptonica() {}

  private static boolean isThere() {
    try {
      Class.forName("org.bytedeco.leptonica.PIX", false, Leptonica.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false; // ImageIO decodes the same, but slowly
    }
  }
}
