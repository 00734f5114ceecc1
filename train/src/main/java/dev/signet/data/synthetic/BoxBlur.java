package dev.signet.data.synthetic;

/** Blurs square planes by moving averages; two passes are close to a bell. */
final class BoxBlur {
  private BoxBlur() {}

  /**
   * A copy of {@code plane}, {@code [size * size]}, blurred twice by a box of this radius; beyond
   * its edges the plane goes on as at the edge.
   */
  static float[] twice(float[] plane, int size, int radius) {
    if (radius < 1) {
      return plane.clone();
    }
    float[] down = alongColumns(alongColumns(plane, size, radius), size, radius);
    float[] turned = transposed(down, size);
    return transposed(alongColumns(alongColumns(turned, size, radius), size, radius), size);
  }

  /** One sum a column, moved down row by row: the loops over x run many lanes at a time. */
  private static float[] alongColumns(float[] plane, int size, int radius) {
    float[] result = new float[plane.length];
    float[] sums = new float[size];
    float share = 1f / (2 * radius + 1);
    for (int y = -radius; y <= radius; y++) {
      int row = clamp(y, size) * size;
      for (int x = 0; x < size; x++) {
        sums[x] += plane[row + x];
      }
    }
    for (int y = 0; y < size; y++) {
      int here = y * size;
      int enters = clamp(y + radius + 1, size) * size;
      int leaves = clamp(y - radius, size) * size;
      for (int x = 0; x < size; x++) {
        result[here + x] = sums[x] * share;
        sums[x] += plane[enters + x] - plane[leaves + x];
      }
    }
    return result;
  }

  private static float[] transposed(float[] plane, int size) {
    float[] result = new float[plane.length];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        result[x * size + y] = plane[y * size + x];
      }
    }
    return result;
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }
}
