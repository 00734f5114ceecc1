package dev.signet.data.synthetic;

import java.util.Arrays;

/**
 * What the camera sees of the hand: for each pixel how near its surface is, and its colour. Square;
 * rows top to bottom. Not for use by more than one thread.
 */
final class HeightField {
  /** The height where there is no hand. */
  static final float EMPTY = -1e9f;

  private final int size;
  private final float[] height;
  private final float[][] paint;

  /** Nothing but emptiness, {@code size * size} pixels. */
  HeightField(int size) {
    this.size = size;
    this.height = new float[size * size];
    this.paint = new float[3][size * size];
    Arrays.fill(height, EMPTY);
  }

  int size() {
    return size;
  }

  /** Nearness of each pixel's surface in pixels, {@link #EMPTY} beside the hand; not a copy. */
  float[] height() {
    return height;
  }

  /** Reflectance, {@code [3][size * size]}; not a copy. */
  float[][] paint() {
    return paint;
  }

  /** Draws a ball whose centre and radius are in pixels, where nothing nearer hides it. */
  void add(Vec3 centre, double radius, Rgb colour) {
    int top = Math.max(0, (int) Math.ceil(centre.y() - radius));
    int bottom = Math.min(size - 1, (int) Math.floor(centre.y() + radius));
    for (int y = top; y <= bottom; y++) {
      double dy = y - centre.y();
      double chord = radius * radius - dy * dy;
      double half = Math.sqrt(Math.max(0, chord));
      int left = Math.max(0, (int) Math.ceil(centre.x() - half));
      int right = Math.min(size - 1, (int) Math.floor(centre.x() + half));
      for (int x = left; x <= right; x++) {
        double dx = x - centre.x();
        float z = (float) (centre.z() + Math.sqrt(Math.max(0, chord - dx * dx)));
        int at = y * size + x;
        if (z > height[at]) {
          height[at] = z;
          paint[0][at] = (float) colour.red();
          paint[1][at] = (float) colour.green();
          paint[2][at] = (float) colour.blue();
        }
      }
    }
  }

  /** Stains the surface around {@code centre}, if that point is not hidden. */
  void stain(Vec3 centre, double radius, Rgb stain) {
    int top = Math.max(0, (int) Math.ceil(centre.y() - radius));
    int bottom = Math.min(size - 1, (int) Math.floor(centre.y() + radius));
    int left = Math.max(0, (int) Math.ceil(centre.x() - radius));
    int right = Math.min(size - 1, (int) Math.floor(centre.x() + radius));
    double reach = radius * 1.6;
    for (int y = top; y <= bottom; y++) {
      for (int x = left; x <= right; x++) {
        int at = y * size + x;
        double dx = x - centre.x();
        double dy = y - centre.y();
        double fade = 1 - (dx * dx + dy * dy) / (radius * radius);
        if (fade > 0 && Math.abs(height[at] - centre.z()) < reach) {
          paint[0][at] *= (float) (1 + (stain.red() - 1) * fade);
          paint[1][at] *= (float) (1 + (stain.green() - 1) * fade);
          paint[2][at] *= (float) (1 + (stain.blue() - 1) * fade);
        }
      }
    }
  }

  /** Blood and pigment are not even: patches of {@code noise} are redder or paler. */
  void mottle(CloudNoise noise, double strength) {
    float[] patches = noise.pixels(size);
    for (int at = 0; at < height.length; at++) {
      if (height[at] != EMPTY) {
        double paler = strength * patches[at];
        paint[0][at] *= (float) (1 + 0.4 * paler);
        paint[1][at] *= (float) (1 + paler);
        paint[2][at] *= (float) (1 + 1.1 * paler);
      }
    }
  }

  /**
   * Melts neighbouring surfaces into each other as skin does: twice the mean over {@code 2 * radius
   * + 1} pixels along rows and columns, leaving out what lies more than {@code ledge} pixels in
   * front or behind.
   */
  void melt(int radius, float ledge) {
    for (int pass = 0; pass < 2; pass++) {
      meltAlong(1, radius, ledge);
      meltAlong(size, radius, ledge);
    }
  }

  /** Means over neighbours {@code stride} apart: 1 for rows, {@code size} for columns. */
  private void meltAlong(int stride, int radius, float ledge) {
    float[] before = height.clone();
    for (int at = 0; at < before.length; at++) {
      float here = before[at];
      if (here == EMPTY) {
        continue;
      }
      int place = stride == 1 ? at % size : at / size;
      int first = at - Math.min(radius, place) * stride;
      int last = at + Math.min(radius, size - 1 - place) * stride;
      float sum = 0;
      int count = 0;
      for (int near = first; near <= last; near += stride) {
        if (Math.abs(before[near] - here) <= ledge) {
          sum += before[near];
          count++;
        }
      }
      height[at] = sum / count;
    }
  }
}
