package dev.signet.data.synthetic;

/** Blurs square planes by moving averages; two passes are close to a bell. */
final class BoxBlur {
  private static final int TILE = 16;

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

  /**
   * One sum a column, moved down row by row. What enters and what leaves is copied first, so that
   * the loops over x run many lanes at a time.
   */
  private static float[] alongColumns(float[] plane, int size, int radius) {
    float[] result = new float[plane.length];
    float[] sums = new float[size];
    float[] enters = new float[size];
    float[] leaves = new float[size];
    float share = 1f / (2 * radius + 1);
    for (int y = -radius; y <= radius; y++) {
      System.arraycopy(plane, clamp(y, size) * size, enters, 0, size);
      for (int x = 0; x < size; x++) {
        sums[x] += enters[x];
      }
    }
    float[] means = new float[size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        means[x] = sums[x] * share;
      }
      System.arraycopy(means, 0, result, y * size, size);
      System.arraycopy(plane, clamp(y + radius + 1, size) * size, enters, 0, size);
      System.arraycopy(plane, clamp(y - radius, size) * size, leaves, 0, size);
      for (int x = 0; x < size; x++) {
        sums[x] += enters[x] - leaves[x];
      }
    }
    return result;
  }

  /** By tiles, so that a column's cache lines are still there for its neighbours. */
  private static float[] transposed(float[] plane, int size) {
    float[] result = new float[plane.length];
    for (int top = 0; top < size; top += TILE) {
      int bottom = Math.min(size, top + TILE);
      for (int left = 0; left < size; left += TILE) {
        int right = Math.min(size, left + TILE);
        for (int y = top; y < bottom; y++) {
          for (int x = left; x < right; x++) {
            result[x * size + y] = plane[y * size + x];
          }
        }
      }
    }
    return result;
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }
}
