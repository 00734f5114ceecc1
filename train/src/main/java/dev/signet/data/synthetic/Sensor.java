package dev.signet.data.synthetic;

/**
 * From light to bytes: exposure, the blur of the lens, the noise of the sensor, the sRGB curve.
 *
 * @param exposure what all light is multiplied by
 * @param blur share that a pixel gives to each neighbour, 0 (sharp) to 0.25 (soft)
 * @param noise deviation of the noise in steps of the 8-bit scale
 */
record Sensor(double exposure, double blur, double noise) {
  private static final int TONES = 4096;
  private static final float[] TONE_CURVE = toneCurve();

  static Sensor draw(Dice dice) {
    return new Sensor(
        dice.normal(1, 0.05),
        dice.uniform(0, 0.2),
        dice.chance(0.85) ? dice.uniform(0.2, 0.9) : dice.uniform(0.9, 2.5));
  }

  /** Values 0 to 255 of light {@code [3][size * size]}, before rounding. */
  float[][] expose(float[][] light, int size, Dice dice) {
    float[][] values = new float[3][];
    for (int c = 0; c < 3; c++) {
      float[] blurred = blurred(light[c], size);
      for (int i = 0; i < blurred.length; i++) {
        int tone = (int) (blurred[i] * exposure * (TONES - 1));
        blurred[i] = TONE_CURVE[Math.max(0, Math.min(TONES - 1, tone))];
      }
      values[c] = blurred;
    }
    for (int i = 0; i < size * size; i++) {
      double shared = dice.normal(0, noise);
      for (int c = 0; c < 3; c++) {
        values[c][i] += (float) (shared + dice.normal(0, 0.35 * noise));
      }
    }
    return values;
  }

  private float[] blurred(float[] plane, int size) {
    float side = (float) blur;
    float[] rows = new float[plane.length];
    for (int i = 0; i < plane.length; i++) {
      int x = i % size;
      float left = plane[x > 0 ? i - 1 : i];
      float right = plane[x < size - 1 ? i + 1 : i];
      rows[i] = plane[i] * (1 - 2 * side) + (left + right) * side;
    }
    float[] result = new float[plane.length];
    for (int i = 0; i < plane.length; i++) {
      float up = rows[i >= size ? i - size : i];
      float down = rows[i < plane.length - size ? i + size : i];
      result[i] = rows[i] * (1 - 2 * side) + (up + down) * side;
    }
    return result;
  }

  private static float[] toneCurve() {
    float[] curve = new float[TONES];
    for (int i = 0; i < TONES; i++) {
      curve[i] = (float) (255 * StrictMath.pow((i + 0.5) / TONES, 1 / 2.2));
    }
    return curve;
  }
}
