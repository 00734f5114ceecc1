package dev.signet.explain;

import dev.signet.Text;
import dev.signet.picture.ImageSize;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each part of a picture speaks for a class: a grid of cells that together cover the
 * picture. Zero is nothing, more is more; occlusion also knows parts that speak against it, below
 * zero. Immutable if nobody writes to the array.
 *
 * @param rows of the grid, at least 1
 * @param columns of the grid, at least 1
 * @param values row by row, {@code rows * columns}
 */
@SuppressWarnings("ArrayRecordComponent") // a grid of numbers; heat maps are never compared
public record Heatmap(int rows, int columns, float[] values) {
  public Heatmap {
    if (values.length != rows * columns) {
      throw new IllegalArgumentException(
          Text.of(
              "a heat map of %d x %d needs %d values but has %d",
              rows, columns, rows * columns, values.length));
    }
  }

  /** The value of a cell. */
  public float at(int row, int column) {
    return values[row * columns + column];
  }

  /** The values, a list for each row. */
  public List<List<Float>> toRows() {
    return IntStream.range(0, rows)
        .mapToObj(row -> IntStream.range(0, columns).mapToObj(column -> at(row, column)).toList())
        .toList();
  }

  /** The largest value, or 0 if no part of the picture speaks for the class. */
  public float peak() {
    float peak = 0;
    for (float value : values) {
      peak = Math.max(peak, value);
    }
    return peak;
  }

  /** The map of a picture's pixels: bilinear between the cells' centres, level beyond them. */
  public Heatmap resizedTo(ImageSize size) {
    float[] resized = new float[size.height() * size.width()];
    for (int y = 0; y < size.height(); y++) {
      Between row = Between.of(y, size.height(), rows);
      for (int x = 0; x < size.width(); x++) {
        Between column = Between.of(x, size.width(), columns);
        resized[y * size.width() + x] =
            row.mix(
                column.mix(at(row.low, column.low), at(row.low, column.high)),
                column.mix(at(row.high, column.low), at(row.high, column.high)));
      }
    }
    return new Heatmap(size.height(), size.width(), resized);
  }

  /**
   * The share of what speaks for the class that lies in a frame around the picture; values below
   * zero do not count.
   *
   * @return 0 to 1, or NaN if nothing speaks for the class
   */
  public double shareOn(Frame frame) {
    return shareOn(frame.region());
  }

  /** The same for any region. */
  double shareOn(Region region) {
    float[] pixels = resizedTo(region.size()).values;
    double inside = 0;
    double all = 0;
    for (int i = 0; i < pixels.length; i++) {
      double value = Math.max(0, pixels[i]);
      all += value;
      inside += region.contains(i) ? value : 0;
    }
    return inside / all;
  }

  /** A pixel's place between the centres of two cells. */
  private record Between(int low, int high, float share) {
    static Between of(int pixel, int pixels, int cells) {
      double at = (pixel + 0.5) * cells / pixels - 0.5;
      double clamped = Math.min(cells - 1.0, Math.max(0, at));
      int low = (int) clamped;
      return new Between(low, Math.min(cells - 1, low + 1), (float) (clamped - low));
    }

    float mix(float first, float second) {
      return first + share * (second - first);
    }
  }
}
