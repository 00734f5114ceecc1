package dev.signet.data.synthetic;

/**
 * A flat coloured shape: anything but a hand.
 *
 * @param shape which one
 * @param x centre, share of the picture's side
 * @param y centre
 * @param radius half of its size
 * @param angle it is turned by, radians
 * @param colour of its surface
 */
record Thing(Shape shape, double x, double y, double radius, double angle, Rgb colour) {
  /** Kinds of shapes. */
  enum Shape {
    DISC,
    RING,
    BAR,
    BOX,
    CROSS,
    STRIPES
  }

  static Thing draw(Dice dice) {
    Shape[] shapes = Shape.values();
    return new Thing(
        shapes[dice.below(shapes.length)],
        dice.uniform(0.1, 0.9),
        dice.uniform(0.1, 0.9),
        dice.uniform(0.08, 0.4),
        dice.degrees(0, 180),
        new Rgb(dice.uniform(0, 0.9), dice.uniform(0, 0.9), dice.uniform(0, 0.9)));
  }

  /** Puts the thing in front of the light that is there, {@code [3][size * size]}. */
  void paint(float[][] light, int size) {
    for (int i = 0; i < size * size; i++) {
      int row = i / size;
      double right = ((i % size + 0.5) / size - x) / radius;
      double down = ((row + 0.5) / size - y) / radius;
      double along = right * StrictMath.cos(angle) + down * StrictMath.sin(angle);
      double across = down * StrictMath.cos(angle) - right * StrictMath.sin(angle);
      if (covers(along, across)) {
        for (int c = 0; c < 3; c++) {
          light[c][i] = (float) colour.channel(c);
        }
      }
    }
  }

  private boolean covers(double along, double across) {
    double far = along * along + across * across;
    boolean inBox = Math.abs(along) < 1 && Math.abs(across) < 1;
    return switch (shape) {
      case DISC -> far < 1;
      case RING -> far < 1 && far > 0.5;
      case BAR -> Math.abs(along) < 2 && Math.abs(across) < 0.25;
      case BOX -> inBox;
      case CROSS -> inBox && (Math.abs(along) < 0.3 || Math.abs(across) < 0.3);
      case STRIPES -> inBox && Math.floorMod((int) StrictMath.floor(along * 4), 2) == 0;
    };
  }
}
