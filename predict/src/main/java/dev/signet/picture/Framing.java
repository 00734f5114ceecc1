package dev.signet.picture;

import dev.signet.config.Fit;
import dev.signet.config.InputSize;
import dev.signet.picture.Placement.Span;

/**
 * How pictures of any shape are brought to one size, in the numbers of torchvision's {@code Resize}
 * and {@code CenterCrop}.
 *
 * @param size that a network sees
 * @param fit what happens to another shape
 * @param wide whether what a crop cuts off is kept as far as all pictures have it: {@link #stored}
 *     is larger than {@code size} then, and its centre is what would be there otherwise
 */
public record Framing(ImageSize size, Fit fit, boolean wide) {
  /** Pictures that are squeezed. */
  public static Framing squeezed(ImageSize size) {
    return new Framing(size, Fit.SQUEEZE, false);
  }

  /** Pictures as a network takes them. */
  public static Framing of(InputSize input, Fit fit) {
    return new Framing(new ImageSize(input.height(), input.width()), fit, false);
  }

  /** The same with what a crop cuts off. */
  public Framing widened() {
    return new Framing(size, fit, fit == Fit.CROP);
  }

  /** The size of the pictures that come out. */
  public ImageSize stored() {
    return new ImageSize(
        size.height() + 2 * margin(size.height()), size.width() + 2 * margin(size.width()));
  }

  /** Whether a picture of this size comes out as it is. */
  public boolean keeps(ImageSize picture) {
    return fit != Fit.CROP && picture.equals(size);
  }

  /** A number that is another one where pictures of {@link #stored} size come out otherwise. */
  public long mark() {
    return switch (fit) {
      case SQUEEZE -> 0;
      case CROP -> wide ? 3 : 2;
      case PAD -> 4;
    };
  }

  /** Pixels that are kept at either end of a side. */
  private int margin(int side) {
    return wide ? (Fit.uncropped(side) - side) / 2 : 0;
  }

  /**
   * Where a picture comes to lie.
   *
   * @param height rows as it is stored
   * @param width columns as it is stored
   * @param orientation EXIF's, 1 to 8, by which it is turned first
   */
  Placement placement(int height, int width, int orientation) {
    boolean sideways = Orientation.isSideways(orientation);
    int rows = sideways ? width : height;
    int columns = sideways ? height : width;
    return new Placement(
        span(rows, columns, size.height(), size.width()),
        span(columns, rows, size.width(), size.height()));
  }

  /**
   * One axis.
   *
   * @param along pixels of the picture along it
   * @param across pixels of the picture along the other one
   */
  private Span span(int along, int across, int side, int otherSide) {
    return switch (fit) {
      case SQUEEZE -> Span.whole(side);
      case PAD -> {
        boolean fills = (long) along * otherSide >= (long) across * side;
        long scaled = fills ? side : (long) along * otherSide / across;
        yield Span.padded((int) Math.max(1, scaled), side);
      }
      case CROP -> {
        int least = Fit.uncropped(side);
        int otherLeast = Fit.uncropped(otherSide);
        boolean tight = (long) along * otherLeast <= (long) across * least;
        long scaled = tight ? least : (long) along * otherLeast / across;
        yield Span.cropped(Math.toIntExact(scaled), side, margin(side));
      }
    };
  }
}
