package dev.signet.data.synthetic;

/** The shadow of the hand on the wall: its outline, moved away from the light and blurred. */
final class CastShadow {
  private CastShadow() {}

  /** Darkens {@code wall}, {@code [3][size * size]}, where {@code hand} takes its light. */
  static void darken(float[][] wall, HeightField hand, Illumination light, double unit) {
    int size = hand.size();
    double reach = light.wallGap() * unit / Math.max(0.3, light.towardsLight().z());
    int shiftX = (int) Math.round(light.towardsLight().x() * reach);
    int shiftY = (int) Math.round(light.towardsLight().y() * reach);
    float[] outline = outline(hand);
    float[] directed = moved(outline, size, shiftX, shiftY);
    float[] soft = BoxBlur.twice(directed, size, (int) Math.round(light.blur() * unit));
    float[] near = BoxBlur.twice(outline, size, (int) Math.round(0.5 * unit));
    double[] tint = {1.06, 1, 0.93};
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < soft.length; i++) {
        double taken = light.shadow() * tint[c] * (soft[i] + 0.25 * near[i]);
        wall[c][i] *= (float) (1 - Math.min(0.95, taken));
      }
    }
  }

  /** 1 where the hand is, 0 beside it. */
  private static float[] outline(HeightField hand) {
    float[] covered = new float[hand.height().length];
    for (int i = 0; i < covered.length; i++) {
      covered[i] = hand.height()[i] == HeightField.EMPTY ? 0 : 1;
    }
    return covered;
  }

  /** Beyond the edge of the picture the hand goes on as at the edge. */
  private static float[] moved(float[] plane, int size, int shiftX, int shiftY) {
    float[] result = new float[plane.length];
    for (int y = 0; y < size; y++) {
      int row = Math.max(0, Math.min(size - 1, y + shiftY)) * size;
      for (int x = 0; x < size; x++) {
        result[y * size + x] = plane[row + Math.max(0, Math.min(size - 1, x + shiftX))];
      }
    }
    return result;
  }
}
