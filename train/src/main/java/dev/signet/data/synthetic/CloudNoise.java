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

  /** The value at a place, both coordinates from 0 to 1. */
  float at(double x, double y) {
    double column = Math.max(0, Math.min(0.9999, x)) * cells;
    double row = Math.max(0, Math.min(0.9999, y)) * cells;
    int left = (int) column;
    int top = (int) row;
    float right = ease((float) (column - left));
    float down = ease((float) (row - top));
    int at = top * (cells + 2) + left;
    float upper = grid[at] + (grid[at + 1] - grid[at]) * right;
    int below = at + cells + 2;
    float lower = grid[below] + (grid[below + 1] - grid[below]) * right;
    return upper + (lower - upper) * down;
  }

  private static float ease(float t) {
    return t * t * (3 - 2 * t);
  }
}
