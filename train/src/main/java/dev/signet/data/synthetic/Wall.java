package dev.signet.data.synthetic;

/**
 * What is behind the hand: mostly a bare wall that gets darker towards one side, sometimes a
 * coloured or a stained one, sometimes things out of focus.
 */
final class Wall {
  private final Dice dice;
  private final int size;
  private final float[][] light;

  private Wall(Dice dice, int size) {
    this.dice = dice;
    this.size = size;
    this.light = new float[3][size * size];
  }

  /** Light that comes from the wall, {@code [3][size * size]}. */
  static float[][] draw(Dice dice, int size) {
    Wall wall = new Wall(dice, size);
    double kind = dice.uniform(0, 1);
    wall.paint(kind < 0.84 ? wall.white() : wall.coloured(), kind > 0.76 ? 0.05 : 0.012);
    if (kind > 0.92) {
      wall.clutter(2 + dice.below(5));
    } else if (dice.chance(0.08)) {
      wall.clutter(1);
    }
    return wall.light;
  }

  /** A wall with nothing in front of it, {@code [3][size * size]}. */
  static float[][] blank(Dice dice, int size) {
    Wall wall = new Wall(dice, size);
    wall.paint(dice.chance(0.7) ? wall.white() : wall.coloured(), 0.02);
    return wall.light;
  }

  private Rgb white() {
    double warm = dice.normal(0.03, 0.02);
    return Rgb.grey(dice.normal(0.79, 0.04)).times(new Rgb(1 + warm, 1, 1 - 2 * warm));
  }

  private Rgb coloured() {
    double level = dice.uniform(0.25, 0.85);
    return Rgb.grey(level)
        .mix(new Rgb(dice.uniform(0, 1), dice.uniform(0, 1), dice.uniform(0, 1)), 0.2);
  }

  /** A smooth fall of light over the wall, stains, and a colder tone where it is darker. */
  private void paint(Rgb colour, double stain) {
    double angle = dice.degrees(10, 130);
    double slopeX = StrictMath.cos(angle);
    double slopeY = StrictMath.sin(angle);
    double fall = dice.uniform(0, 0.42);
    double onset = dice.uniform(-0.2, 0.6);
    double cold = dice.uniform(0, 0.08);
    float[] coarse = new CloudNoise(dice, 3).pixels(size);
    float[] fine = new CloudNoise(dice, 9).pixels(size);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double right = (x + 0.5) / size;
        double down = (y + 0.5) / size;
        int at = y * size + x;
        double far = Math.max(0, (right - 0.5) * slopeX + (down - 0.5) * slopeY + 0.5 - onset);
        double level =
            (1 - fall * Math.min(1, far * far * 1.2)) * (1 + stain * (2 * coarse[at] + fine[at]));
        double shade = cold * (1 - level);
        light[0][at] = (float) (colour.red() * (level - shade));
        light[1][at] = (float) (colour.green() * level);
        light[2][at] = (float) (colour.blue() * (level + shade));
      }
    }
  }

  /** Boxes of any colour behind the hand, out of focus. */
  private void clutter(int things) {
    for (int thing = 0; thing < things; thing++) {
      Rgb colour = coloured().times(dice.uniform(0.05, 1));
      int left = (int) dice.uniform(-0.3 * size, size);
      int top = (int) dice.uniform(-0.3 * size, size);
      int right = left + (int) dice.uniform(0.1 * size, 0.6 * size);
      int bottom = top + (int) dice.uniform(0.1 * size, 0.8 * size);
      double lean = dice.uniform(-0.3, 0.3);
      for (int y = Math.max(0, top); y < Math.min(size, bottom); y++) {
        int shift = (int) (lean * (y - top));
        int end = Math.min(size, right + shift);
        for (int x = Math.max(0, left + shift); x < end; x++) {
          light[0][y * size + x] = (float) colour.red();
          light[1][y * size + x] = (float) colour.green();
          light[2][y * size + x] = (float) colour.blue();
        }
      }
    }
    int focus = (int) (size * dice.uniform(0.01, 0.05));
    for (int c = 0; c < 3; c++) {
      light[c] = BoxBlur.twice(light[c], size, focus);
    }
  }
}
