package dev.signet.picture;

import dev.signet.InvalidValueException;
import java.util.Locale;

/**
 * Height and width of a picture.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 */
public record ImageSize(int height, int width) {
  /** Red, green, blue. */
  public static final int CHANNELS = 3;

  /** The most pixels of a picture that is held in memory as a whole: 50 megapixels. */
  public static final long MAX_PIXELS = 50_000_000;

  /** The most pixels of a picture in a file: its bytes can be counted by an int. */
  static final long MOST_STORED = 700_000_000;

  /** The article's size. */
  public static final ImageSize ARTICLE = new ImageSize(64, 64);

  /**
   * Checks both sides.
   *
   * @throws InvalidValueException if a side is less than 1 or there are more than 700 megapixels
   */
  public ImageSize {
    if (height < 1 || width < 1 || (long) height * width > MOST_STORED) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT,
              "picture size must be at least 1 x 1 and at most %d megapixels but was %d x %d (height x width)",
              MOST_STORED / 1_000_000,
              height,
              width));
    }
  }

  /** Whether a picture of this size may be held in memory. */
  public static boolean isAllowed(long height, long width) {
    return height >= 1
        && width >= 1
        && Math.max(height, width) <= MAX_PIXELS
        && height * width <= MAX_PIXELS;
  }

  /** Number of bytes of an RGB picture of this size. */
  public int rgbBytes() {
    return height * width * CHANNELS;
  }

  @Override
  public String toString() {
    return height + " x " + width;
  }
}
