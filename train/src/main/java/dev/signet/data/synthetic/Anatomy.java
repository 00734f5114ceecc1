package dev.signet.data.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * The build of one person's hand, in lengths of the palm.
 *
 * @param fingers index, middle, ring and little finger
 * @param thumb its saddle joint, bones and thickness
 * @param girth half the thickness of the palm
 * @param wrist half the width of the wrist
 */
record Anatomy(List<Digit> fingers, Digit thumb, double girth, double wrist) {
  /**
   * A finger or the thumb.
   *
   * @param root where its first bone starts
   * @param bones lengths of its three bones, from the root to the tip
   * @param radius half its thickness at the root
   */
  record Digit(Vec3 root, List<Double> bones, double radius) {
    Digit {
      bones = List.copyOf(bones);
    }
  }

  Anatomy {
    fingers = List.copyOf(fingers);
  }

  static Anatomy draw(Dice dice) {
    double length = dice.normal(0.98, 0.06);
    double thick = dice.normal(1, 0.07);
    double broad = dice.normal(1.1, 0.05);
    List<Digit> fingers = new ArrayList<>();
    fingers.add(finger(new Vec3(0.29 * broad, 0.97, 0), length * dice.normal(0.92, 0.02), thick));
    fingers.add(finger(new Vec3(0.09 * broad, 1, 0.01), length, thick * 1.03));
    fingers.add(finger(new Vec3(-0.11 * broad, 0.95, 0), length * dice.normal(0.94, 0.02), thick));
    fingers.add(
        finger(
            new Vec3(-0.29 * broad, 0.85, -0.02), length * dice.normal(0.76, 0.03), thick * 0.85));
    Digit thumb =
        new Digit(
            new Vec3(0.2 * broad, 0.14, 0.06),
            List.of(0.46 * length, 0.33 * length, 0.28 * length),
            0.124 * thick);
    return new Anatomy(fingers, thumb, 0.148 * thick, 0.245 * broad);
  }

  private static Digit finger(Vec3 root, double length, double thick) {
    return new Digit(root, List.of(0.5 * length, 0.29 * length, 0.22 * length), 0.104 * thick);
  }
}
