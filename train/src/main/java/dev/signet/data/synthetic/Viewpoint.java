package dev.signet.data.synthetic;

import java.util.List;

/**
 * From where the hand is seen, and how the arm comes into the picture.
 *
 * @param turn how the hand is turned before the camera
 * @param mirrored whether it is a left hand
 * @param arm the forearm
 * @param palm length of the palm as a share of the picture's side
 */
record Viewpoint(Rotation turn, boolean mirrored, Arm arm, double palm) {
  /** How often the back of the hand is seen. */
  private static final double FROM_BEHIND = 0.06;

  static Viewpoint draw(int digit, Dice dice) {
    double yaw = yaw(digit, dice);
    double roll = dice.normalDegrees(0, digit == 3 ? 32 : 27);
    double pitch = dice.normalDegrees(0, digit == 0 ? 10 : 13);
    double bend = -0.2 * roll + dice.normalDegrees(0, 15);
    double cuff = dice.chance(0.12) ? dice.uniform(0.15, 1.4) : Double.POSITIVE_INFINITY;
    Arm arm = new Arm(bend, dice.normalDegrees(0, 12), cuff);
    return new Viewpoint(
        Rotation.of(yaw, pitch, roll), dice.chance(0.5), arm, dice.uniform(0.24, 0.46));
  }

  private static double yaw(int digit, Dice dice) {
    if (digit == 0) {
      return dice.degrees(-105, -25);
    }
    double behind = dice.chance(FROM_BEHIND) ? StrictMath.PI : 0;
    return behind + dice.normalDegrees(0, digit == 3 ? 23 : 18);
  }

  /** Puts the hand, whose joints are {@code points}, into a picture of {@code size} pixels. */
  Camera frame(List<Vec3> points, int size, Dice dice) {
    Camera centred = new Camera(turn, mirrored, palm * size, dice.uniform(5, 14), 0, 0);
    double[] box = centred.bounds(points);
    double x = place(box[0], box[2], size, dice.uniform(0.05, 0.95));
    double y = place(box[1], box[3], size, dice.uniform(0.1, 0.95));
    return centred.moved(x, y);
  }

  /** The shift that leaves a share {@code before} of the free space before the hand. */
  private static double place(double low, double high, int size, double before) {
    double margin = 0.04 * size;
    double free = Math.max(0.1 * size, size - 2 * margin - (high - low));
    double start = Math.min(margin + free * before, size - margin - (high - low) * 0.85);
    return start - low;
  }
}
