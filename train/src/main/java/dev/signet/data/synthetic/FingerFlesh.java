package dev.signet.data.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts flesh around the three bones of a finger or the thumb: thicker at joints, tapered, round.
 */
final class FingerFlesh {
  /** Distance of two balls in radii; closer ones show no gaps. */
  private static final double SPACING = 0.25;

  private static final double TAPER = 0.2;
  private static final double JOINT_BULGE = 0.07;

  private FingerFlesh() {}

  static List<Ball> around(List<Vec3> joints, double radius, Complexion skin) {
    List<Ball> balls = new ArrayList<>();
    int bones = joints.size() - 1;
    for (int bone = 0; bone < bones; bone++) {
      Vec3 from = joints.get(bone);
      Vec3 to = joints.get(bone + 1);
      if (bone == bones - 1) {
        to = to.towards(from, radius * 0.7 / to.minus(from).length());
      }
      int steps = (int) Math.ceil(to.minus(from).length() / (SPACING * radius));
      for (int step = 0; step <= steps; step++) {
        double along = (double) step / steps;
        double girth = radius * profile(bone, along, bones);
        balls.add(new Ball(from.towards(to, along), girth, paint(bone, along, bones, skin)));
      }
    }
    return balls;
  }

  private static double profile(int bone, double along, int bones) {
    double whole = (bone + along) / bones;
    double nearJoint = 4 * (along - 0.5) * (along - 0.5);
    boolean tip = bone == bones - 1;
    double bulge = tip && along > 0.5 ? -2 * JOINT_BULGE * nearJoint : JOINT_BULGE * nearJoint;
    return 1 - TAPER * whole + bulge;
  }

  private static Rgb paint(int bone, double along, int bones, Complexion skin) {
    boolean tip = bone == bones - 1;
    return skin.palm().times(Rgb.WHITE.mix(skin.blush(), tip ? 0.4 + 0.6 * along : 0.25 * bone));
  }
}
