package dev.signet.data.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * The palm: a slab from the wrist to the webs of the fingers, its pads, and the ball of the thumb.
 */
final class PalmFlesh {
  private static final int COLUMNS = 11;
  private static final int ROWS = 18;
  private static final double WEB = 1.13;

  private final Anatomy anatomy;
  private final Skeleton skeleton;
  private final Complexion skin;
  private final List<Ball> balls = new ArrayList<>();

  private PalmFlesh(Anatomy anatomy, Skeleton skeleton, Complexion skin) {
    this.anatomy = anatomy;
    this.skeleton = skeleton;
    this.skin = skin;
  }

  static List<Ball> of(Anatomy anatomy, Skeleton skeleton, Complexion skin) {
    PalmFlesh palm = new PalmFlesh(anatomy, skeleton, skin);
    palm.slab();
    palm.thenar();
    palm.thumbWeb();
    return palm.balls;
  }

  private void slab() {
    for (int row = 0; row <= ROWS; row++) {
      double along = WEB * row / ROWS;
      for (int column = 0; column <= COLUMNS; column++) {
        double across = (double) column / COLUMNS;
        double side = 2 * across - 1;
        Vec3 wrist = new Vec3(side * (anatomy.wrist() - 0.75 * anatomy.girth()), 0, 0);
        double belly = 0.035 * side * Math.max(0, 1 - sq(along - 0.55) * 6);
        Vec3 centre = wrist.towards(knuckle(across), along);
        Vec3 cupped = centre.plus(new Vec3(belly, 0, pad(across, along)));
        double thin = 1 - 0.22 * along - (along > 1 ? (along - 1) * 1.2 : 0);
        balls.add(new Ball(cupped, anatomy.girth() * thin, tone(pad(across, along))));
      }
    }
  }

  /** The row of knuckles from the little finger (0) to the index finger (1). */
  private Vec3 knuckle(double across) {
    double place = 3 * (1 - across);
    int finger = Math.min(2, (int) place);
    Vec3 from = anatomy.fingers().get(finger).root();
    return from.towards(anatomy.fingers().get(finger + 1).root(), place - finger);
  }

  /** How far the surface stands out: pads below the fingers and at the outer edge, a hollow. */
  private static double pad(double across, double along) {
    double fingers = 0.03 * bump(along - 0.98, 0.2);
    double outer = 0.06 * bump(across - 0.12, 0.3) * bump(along - 0.35, 0.42);
    double hollow = 0.035 * bump(across - 0.55, 0.35) * bump(along - 0.6, 0.35);
    return fingers + outer - hollow;
  }

  private Rgb tone(double pad) {
    return skin.palm().times(Rgb.WHITE.mix(skin.blush(), Math.max(0, Math.min(1, pad * 14))));
  }

  private void thenar() {
    Vec3 root = skeleton.thumb().get(0);
    Vec3 joint = skeleton.thumb().get(1);
    Vec3 heel = new Vec3(root.x() - 0.06, 0.06, 0.02);
    double joined = anatomy.thumb().radius();
    strand(heel, root, 0.15, 0.195);
    strand(root, root.towards(joint, 0.45), 0.195, 0.175);
    strand(root.towards(joint, 0.45), joint, 0.175, joined);
  }

  private void strand(Vec3 from, Vec3 to, double first, double last) {
    int steps = 9;
    for (int step = 0; step <= steps; step++) {
      double along = (double) step / steps;
      balls.add(new Ball(from.towards(to, along), first + (last - first) * along, tone(0.03)));
    }
  }

  /** The fold of skin between the thumb and the index finger. */
  private void thumbWeb() {
    Vec3 root = skeleton.thumb().get(0);
    Vec3 joint = skeleton.thumb().get(1);
    Vec3 knuckle = anatomy.fingers().get(HandPose.INDEX).root();
    Vec3 wrist = new Vec3(0.12, 0.1, 0);
    int lines = 8;
    for (int line = 0; line <= lines; line++) {
      double out = (double) line / lines;
      Vec3 thumbSide = root.towards(joint, 0.15 + 0.75 * out);
      Vec3 palmSide = wrist.towards(knuckle, 0.2 + 0.6 * out);
      int steps = 7;
      for (int step = 0; step <= steps; step++) {
        double across = (double) step / steps;
        double sag = 0.1 * out * 4 * across * (1 - across);
        Vec3 centre = thumbSide.towards(palmSide, across).minus(new Vec3(0, sag, 0));
        balls.add(new Ball(centre, 0.115 - 0.035 * out, skin.palm()));
      }
    }
  }

  private static double bump(double offset, double width) {
    return Math.max(0, 1 - sq(offset / width));
  }

  private static double sq(double value) {
    return value * value;
  }
}
