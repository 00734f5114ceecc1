package dev.signet.explain;

import dev.signet.picture.ImageSize;

/** What a shortcut probe shows of a picture. */
public enum ProbeView {
  /** All of it. */
  WHOLE,
  /** All but a square of half its sides in the middle: a quarter of the pixels. */
  CENTRE_MASKED,
  /** The border alone. */
  BORDER_ONLY,
  /** The centre alone, as many pixels as the border has: what a region of that size can tell. */
  CENTRE_ONLY;

  /** What is hidden. */
  Region hidden(Frame frame) {
    ImageSize size = frame.size();
    return switch (this) {
      case WHOLE -> Region.inside(size, (row, column) -> false);
      case CENTRE_MASKED -> centre(size, 0.25);
      case BORDER_ONLY -> frame.region().inverted();
      case CENTRE_ONLY -> centre(size, frame.area()).inverted();
    };
  }

  /** The four corners, each an eighth of the sides, where a well-framed object is not. */
  static Region corners(ImageSize size) {
    int tall = Math.max(1, size.height() / 8);
    int wide = Math.max(1, size.width() / 8);
    return Region.inside(
        size,
        (row, column) ->
            (row < tall || row >= size.height() - tall)
                && (column < wide || column >= size.width() - wide));
  }

  /** The middle of the picture, so many of its pixels, in its aspect. */
  static Region centre(ImageSize size, double area) {
    double share = Math.sqrt(area);
    double rows = size.height() * share / 2;
    double columns = size.width() * share / 2;
    return Region.inside(
        size,
        (row, column) ->
            Math.abs(row + 0.5 - size.height() / 2.0) < rows
                && Math.abs(column + 0.5 - size.width() / 2.0) < columns);
  }
}
