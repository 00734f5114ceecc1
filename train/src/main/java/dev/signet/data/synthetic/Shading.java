package dev.signet.data.synthetic;

/**
 * Lights the hand: a soft directed light with the shadows that fingers throw on each other, light
 * from everywhere that does not reach into clefts, and skin whose shadows glow red.
 */
final class Shading {
  private static final int SHADOW_STEPS = 10;
  private static final double SHADOW_REACH = 0.7;

  /** Skin of a full reflectance facing the lamp is this much brighter than the wall behind it. */
  private static final double BRIGHTNESS = 1.3;

  /** Light of the lamp that comes back from the room. */
  private static final double BOUNCED = 0.12;

  /** How far light creeps around edges, by channel: red travels furthest through skin. */
  private static final double[] WRAP = {0.2, 0.12, 0.08};

  /** How fast clefts get dark, by channel: red least. */
  private static final float[] CLEFT_DEPTH = {1.05f, 1.5f, 1.75f};

  private final HeightField field;
  private final Illumination light;
  private final int size;
  private final double unit;
  private final float[] height;

  /** {@code unit} is the length of the palm in pixels. */
  Shading(HeightField field, Illumination light, double unit) {
    this.field = field;
    this.light = light;
    this.size = field.size();
    this.unit = unit;
    this.height = field.height();
  }

  /** Light that leaves the hand towards the camera, {@code [3][size * size]}; 0 beside it. */
  float[][] render() {
    float[][] lit = new float[3][size * size];
    float[] fine = clefts((int) Math.round(0.07 * unit));
    float[] broad = clefts((int) Math.round(0.22 * unit));
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int at = y * size + x;
        if (height[at] != HeightField.EMPTY) {
          double cleft = fine[at] * 2.4 + broad[at] * 0.6;
          Vec3 normal = normal(x, y, at);
          double seen = sunlit(x, y, at);
          for (int c = 0; c < 3; c++) {
            lit[c][at] = (float) (field.paint()[c][at] * arriving(c, normal, seen, cleft));
          }
        }
      }
    }
    return lit;
  }

  /** Light of channel {@code c} on a spot that sees {@code seen} of the lamp. */
  private double arriving(int c, Vec3 normal, double seen, double cleft) {
    double open = 1 / (1 + CLEFT_DEPTH[c] * cleft);
    double facing = normal.dot(light.towardsLight());
    double direct = Math.max(0, (facing + WRAP[c]) / (1 + WRAP[c]));
    double lamp = direct * (seen + (1 - seen) * WRAP[c]) * (0.2 + 0.8 * open) + BOUNCED * WRAP[c];
    double sky = (0.66 - 0.16 * normal.y() + 0.18 * normal.z()) * open;
    return BRIGHTNESS * (light.key().channel(c) * lamp + light.ambient().channel(c) * sky);
  }

  /** How deep each pixel lies below its surroundings, in palms of depth times 10. */
  private float[] clefts(int radius) {
    float[] covered = new float[size * size];
    float[] raised = new float[size * size];
    for (int i = 0; i < covered.length; i++) {
      if (height[i] != HeightField.EMPTY) {
        covered[i] = 1;
        raised[i] = height[i];
      }
    }
    float[] around = BoxBlur.twice(raised, size, radius);
    float[] share = BoxBlur.twice(covered, size, radius);
    for (int i = 0; i < covered.length; i++) {
      float below = covered[i] == 0 ? 0 : around[i] / Math.max(1e-3f, share[i]) - height[i];
      covered[i] = Math.max(0, below) * (float) (10 / unit);
    }
    return covered;
  }

  private Vec3 normal(int x, int y, int at) {
    double dx = slope(x > 0 ? at - 1 : at, at, x < size - 1 ? at + 1 : at);
    double dy = slope(y > 0 ? at - size : at, at, y < size - 1 ? at + size : at);
    return new Vec3(-dx, -dy, 1).normalized();
  }

  /** The slope of the surface here; a cliff to a neighbour is not part of it. */
  private double slope(int before, int here, int after) {
    double rise = height[here] - height[before];
    double next = height[after] - height[here];
    double cliff = 3.5;
    boolean first = Math.abs(rise) < cliff;
    boolean second = Math.abs(next) < cliff;
    if (first && second) {
      return (rise + next) / 2;
    }
    if (first) {
      return rise;
    }
    return second ? next : 0;
  }

  /** 1 where the light is seen, 0 deep in the shadow of another part of the hand. */
  private double sunlit(int x, int y, int at) {
    Vec3 towards = light.towardsLight();
    double flat = Math.sqrt(towards.x() * towards.x() + towards.y() * towards.y());
    if (flat < 1e-3) {
      return 1;
    }
    double stepLength = SHADOW_REACH * unit / SHADOW_STEPS;
    double hidden = 0;
    for (int step = 1; step <= SHADOW_STEPS; step++) {
      double far = step * stepLength;
      int nearX = (int) (x + towards.x() / flat * far + 0.5);
      int nearY = (int) (y + towards.y() / flat * far + 0.5);
      if (nearX < 0 || nearY < 0 || nearX >= size || nearY >= size) {
        break;
      }
      double ray = height[at] + far * towards.z() / flat;
      double above = height[nearY * size + nearX] - ray;
      hidden = Math.max(hidden, above / (0.04 * unit + 0.15 * far));
    }
    return 1 - Math.min(1, hidden);
  }
}
