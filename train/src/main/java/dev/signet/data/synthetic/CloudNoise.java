package dev.signet.data.synthetic;

/** Smooth random patches: random values on a grid, blended between. */
final class CloudNoise {
  private final int cells;
  private final float[] grid;

  /** Patches of {@code 1 / cells} of the picture's side; values from -1 to 1. */
  CloudNoise(Dice dice, int cells) {
    this.cells = cells;
    this.grid = new float[(cells + 2) * (cells + 2)];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (float) dice.uniform(-1, 1);
    }
  }

  /** The values at the centres of {@code size * size} pixels, row by row. */
  float[] pixels(int size) {
    int[] cell = new int[size];
    float[] share = new float[size];
    for (int i = 0; i < size; i++) {
      double place = Math.min(0.9999, (i + 0.5) / size) * cells;
      cell[i] = (int) place;
      share[i] = ease((float) (place - cell[i]));
    }
    float[] values = new float[size * size];
    for (int y = 0; y < size; y++) {
      int row = cell[y] * (cells + 2);
      for (int x = 0; x < size; x++) {
        int at = row + cell[x];
        float upper = grid[at] + (grid[at + 1] - grid[at]) * share[x];
        int below = at + cells + 2;
        float lower = grid[below] + (grid[below + 1] - grid[below]) * share[x];
        values[y * size + x] = upper + (lower - upper) * share[y];
      }
    }
    return values;
  }

  private static float ease(float t) {
    return t * t * (3 - 2 * t);
  }
}
