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

  /** The most pixels of a picture: 50 megapixels. */
  public static final long MAX_PIXELS = 50_000_000;

  /** The article's size. */
  public static final ImageSize ARTICLE = new ImageSize(64, 64);

  /**
   * Checks both sides.
   *
   * @throws InvalidValueException if a side is less than 1 or there are more than {@value
   *     #MAX_PIXELS} pixels
   */
  public ImageSize {
    if (!isAllowed(height, width)) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT,
              "picture size must be at least 1 x 1 and at most %d megapixels but was %d x %d (height x width)",
              MAX_PIXELS / 1_000_000,
              height,
              width));
    }
  }

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

  /** Height and width changed places. */
  @SuppressWarnings("ArgumentSelectionDefectChecker")
  ImageSize transposed() {
    return new ImageSize(width, height);
  }

  @Override
  public String toString() {
    return height + " x " + width;
  }
}
