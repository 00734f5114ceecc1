package dev.signet.explain;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import dev.signet.picture.ImageSize;

/**
 * The border of a picture: all pixels that are nearer to an edge than so many.
 *
 * @param size of the picture
 * @param thickness pixels on each side, at least 1, so that a centre is left
 */
public record Frame(ImageSize size, int thickness) {
  /** Checks the thickness. */
  public Frame {
    int most = (Math.min(size.height(), size.width()) - 1) / 2;
    if (thickness < 1 || thickness > most) {
      throw new InvalidValueException(
          Text.of(
              "a border of %s pixels must be 1 to %d pixels thick but was %d",
              size, most, thickness));
    }
  }

  /** Whether the pixel lies in the border. */
  public boolean contains(int row, int column) {
    return row < thickness
        || column < thickness
        || row >= size.height() - thickness
        || column >= size.width() - thickness;
  }

  /** The border's share of the picture's pixels, 0 to 1. */
  public double area() {
    return region().area();
  }

  Region region() {
    return Region.inside(size, this::contains);
  }
}
