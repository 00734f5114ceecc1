package dev.signet.data.synthetic;

/**
 * What JPEG does to a picture: in blocks of 8 x 8, fine detail is rounded more coarsely than the
 * rest, and colour more coarsely than brightness.
 *
 * @param loss size of the steps: 0.2 can hardly be seen, 1 is about quality 60
 */
record Compression(double loss) {
  private static final int BLOCK = 8;
  private static final float[][] COSINES = cosines();

  /** Spoils {@code values}, {@code [3][size * size]} from 0 to 255, red, green, blue. */
  void spoil(float[][] values, int size) {
    float[] brightness = new float[size * size];
    float[] blueness = new float[size * size];
    float[] redness = new float[size * size];
    for (int i = 0; i < brightness.length; i++) {
      float y = 0.299f * values[0][i] + 0.587f * values[1][i] + 0.114f * values[2][i];
      brightness[i] = y;
      blueness[i] = values[2][i] - y;
      redness[i] = values[0][i] - y;
    }
    round(brightness, size, 8, 5);
    round(blueness, size, 18, 14);
    round(redness, size, 18, 14);
    for (int i = 0; i < brightness.length; i++) {
      values[0][i] = brightness[i] + redness[i];
      values[1][i] = brightness[i] - 0.509f * redness[i] - 0.194f * blueness[i];
      values[2][i] = brightness[i] + blueness[i];
    }
  }

  private void round(float[] plane, int size, int coarse, int slope) {
    float[] block = new float[BLOCK * BLOCK];
    for (int top = 0; top < size; top += BLOCK) {
      for (int left = 0; left < size; left += BLOCK) {
        for (int i = 0; i < block.length; i++) {
          int y = Math.min(size - 1, top + i / BLOCK);
          int x = Math.min(size - 1, left + i % BLOCK);
          block[i] = plane[y * size + x];
        }
        float[] waves = transform(transform(block, false), false);
        for (int i = 0; i < waves.length; i++) {
          float step = (float) (loss * (coarse + slope * (i / BLOCK + i % BLOCK)));
          waves[i] = Math.round(waves[i] / step) * step;
        }
        write(transform(transform(waves, true), true), plane, size, top * size + left);
      }
    }
  }

  private static void write(float[] block, float[] plane, int size, int corner) {
    int rows = Math.min(BLOCK, size - corner / size);
    int columns = Math.min(BLOCK, size - corner % size);
    for (int y = 0; y < rows; y++) {
      System.arraycopy(block, y * BLOCK, plane, corner + y * size, columns);
    }
  }

  /** The cosine transform of each row, or its inverse, written as columns. */
  private static float[] transform(float[] block, boolean inverse) {
    float[] result = new float[block.length];
    for (int row = 0; row < BLOCK; row++) {
      for (int k = 0; k < BLOCK; k++) {
        float sum = 0;
        for (int n = 0; n < BLOCK; n++) {
          sum += block[row * BLOCK + n] * (inverse ? COSINES[n][k] : COSINES[k][n]);
        }
        result[k * BLOCK + row] = sum;
      }
    }
    return result;
  }

  private static float[][] cosines() {
    float[][] table = new float[BLOCK][BLOCK];
    for (int k = 0; k < BLOCK; k++) {
      double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / BLOCK);
      for (int n = 0; n < BLOCK; n++) {
        table[k][n] = (float) (scale * StrictMath.cos(StrictMath.PI * (n + 0.5) * k / BLOCK));
      }
    }
    return table;
  }
}
