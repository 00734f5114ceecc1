package dev.signet.explain;

import dev.signet.picture.ImageSize;

/** Some of the pixels of pictures of one size. Safe for use by many threads. */
final class Region {
  private final ImageSize size;
  private final boolean[] inside;

  private Region(ImageSize size, boolean[] inside) {
    this.size = size;
    this.inside = inside;
  }

  /** Which pixels of a picture. */
  interface Shape {
    boolean contains(int row, int column);
  }

  /** The pixels of pictures of this size that the shape contains. */
  static Region inside(ImageSize size, Shape shape) {
    boolean[] inside = new boolean[size.height() * size.width()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = shape.contains(i / size.width(), i % size.width());
    }
    return new Region(size, inside);
  }

  /** All other pixels. */
  Region inverted() {
    boolean[] outside = new boolean[inside.length];
    for (int i = 0; i < outside.length; i++) {
      outside[i] = !inside[i];
    }
    return new Region(size, outside);
  }

  /** The size of the pictures. */
  ImageSize size() {
    return size;
  }

  /** Whether it has this pixel, counted row by row. */
  boolean contains(int pixel) {
    return inside[pixel];
  }

  /** The region's share of the picture's pixels, 0 to 1. */
  double area() {
    int count = 0;
    for (boolean each : inside) {
      count += each ? 1 : 0;
    }
    return (double) count / inside.length;
  }

  /**
   * The picture with the region in the mean colour of all other pixels: a colour that tells nothing
   * of what was there. Without other pixels it is mid-grey.
   *
   * @param pixels {@code [height, width, 3]} bytes; they stay as they are
   */
  byte[] filledIn(byte[] pixels) {
    byte[] colour = meanOfTheRest(pixels);
    byte[] filled = pixels.clone();
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        System.arraycopy(colour, 0, filled, i * ImageSize.CHANNELS, ImageSize.CHANNELS);
      }
    }
    return filled;
  }

  /**
   * The picture with the region taken from another one; both stay as they are.
   *
   * @param pixels {@code [height, width, 3]} bytes
   * @param other likewise
   */
  byte[] takenFrom(byte[] pixels, byte[] other) {
    byte[] filled = pixels.clone();
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        int at = i * ImageSize.CHANNELS;
        System.arraycopy(other, at, filled, at, ImageSize.CHANNELS);
      }
    }
    return filled;
  }

  private byte[] meanOfTheRest(byte[] pixels) {
    long[] sums = new long[ImageSize.CHANNELS];
    long count = 0;
    for (int i = 0; i < inside.length; i++) {
      if (!inside[i]) {
        count++;
        for (int channel = 0; channel < sums.length; channel++) {
          sums[channel] += pixels[i * sums.length + channel] & 0xff;
        }
      }
    }
    byte[] mean = new byte[sums.length];
    for (int channel = 0; channel < sums.length; channel++) {
      mean[channel] = (byte) (count == 0 ? 128 : Math.round((double) sums[channel] / count));
    }
    return mean;
  }
}
