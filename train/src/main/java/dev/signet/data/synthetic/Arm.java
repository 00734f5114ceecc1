package dev.signet.data.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * The forearm behind the wrist.
 *
 * @param sideways radians that the hand is bent in the plane of the palm against the forearm;
 *     positive moves the elbow away from the side of the thumb
 * @param backwards radians that the wrist is bent; positive moves the elbow away from the viewer
 * @param cuff where a sleeve starts, in lengths of the palm behind the wrist
 */
record Arm(double sideways, double backwards, double cuff) {
  /** Long enough to leave every picture. */
  private static final double REACH = 4.5;

  private static final double STEP = 0.06;
  private static final double CLOTH = 0.07;

  List<Ball> flesh(Anatomy anatomy, Complexion skin) {
    double level = StrictMath.cos(backwards);
    Vec3 away =
        new Vec3(
            -StrictMath.sin(sideways) * level,
            -StrictMath.cos(sideways) * level,
            -StrictMath.sin(backwards));
    Vec3 across = new Vec3(StrictMath.cos(sideways), -StrictMath.sin(sideways), 0);
    List<Ball> balls = new ArrayList<>();
    for (double along = -0.05; along < REACH; along += STEP) {
      boolean clothed = along > cuff;
      double swell = Math.min(1, Math.max(0, along) / 2.2);
      double thick = anatomy.wrist() * (0.68 + 0.3 * swell) + (clothed ? CLOTH : 0);
      double wide = anatomy.wrist() * (0.28 + 0.12 * swell);
      for (int column = -2; column <= 2; column++) {
        Vec3 centre = away.times(along).plus(across.times(wide * column / 2));
        balls.add(new Ball(centre, thick, clothed ? skin.sleeve() : skin.palm()));
      }
    }
    return balls;
  }
}
