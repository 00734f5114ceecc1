package dev.signet.audit;

/** How much the bytes of two pictures differ. */
public final class PixelDistance {
  private static final int CHUNK = 512;

  private PixelDistance() {}

  /** The root of the mean square difference, in grey levels, 0 to 255. */
  public static double rms(byte[] one, byte[] other) {
    return Math.sqrt((double) squared(one, other, Long.MAX_VALUE) / one.length);
  }

  /** The sum of the square differences, or some larger number once it is above the limit. */
  static long squared(byte[] one, byte[] other, long limit) {
    long sum = 0;
    for (int start = 0; start < one.length && sum <= limit; start += CHUNK) {
      int end = Math.min(one.length, start + CHUNK);
      int part = 0; // 512 * 255^2 fits
      for (int i = start; i < end; i++) {
        int difference = (one[i] & 255) - (other[i] & 255);
        part += difference * difference;
      }
      sum += part;
    }
    return sum;
  }
}
