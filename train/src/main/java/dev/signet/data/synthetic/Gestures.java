package dev.signet.data.synthetic;

import dev.signet.data.synthetic.ThumbPose.Rest;
import java.util.ArrayList;
import java.util.List;

/**
 * How people show a digit: 0 is a ring of thumb and fingers, 1 and 2 are raised from the index
 * finger on, 3 is thumb, index and middle finger (rarely index to ring finger), 4 is all but the
 * thumb, 5 the open hand. Angles in degrees here, in radians in the poses.
 */
final class Gestures {
  /** Towards which side each finger leans when the hand is spread, in degrees. */
  private static final double[] FAN = {8, 1, -7, -17};

  private final Dice dice;

  Gestures(Dice dice) {
    this.dice = dice;
  }

  HandPose show(int digit) {
    return switch (digit) {
      case 0 -> ring();
      case 1 -> fist(1, dice.uniform(0, 1));
      case 2 -> fist(2, dice.uniform(-0.1, 1.6));
      case 3 -> three();
      case 4 -> new HandPose(fingers(4, dice.uniform(0, 2.2), 0), acrossPalm());
      default -> new HandPose(fingers(4, dice.uniform(0, 2.2), 0), thumbOut());
    };
  }

  /** One or two fingers up; the thumb lies on the folded ones, or meets the tip of the first. */
  private HandPose fist(int raised, double spread) {
    boolean one = raised == 1;
    if (dice.chance(0.4)) {
      List<FingerPose> loose = fingers(raised, spread, dice.uniform(-28, -12));
      return new HandPose(loose, onFist(one ? Rest.MIDDLE_TIP : Rest.RING_TIP));
    }
    List<FingerPose> tight = fingers(raised, spread, dice.uniform(-14, 6));
    return new HandPose(tight, onFist(one ? Rest.MIDDLE_FINGER : Rest.RING_FINGER));
  }

  private HandPose three() {
    double fold = dice.uniform(-18, 8);
    return dice.chance(0.05)
        ? new HandPose(fingers(3, dice.uniform(0.2, 1.4), fold), acrossPalm())
        : new HandPose(fingers(2, dice.uniform(0.1, 1.8), fold), thumbOut());
  }

  /**
   * The first {@code raised} fingers up, the others folded into the palm, {@code fold} degrees
   * tighter than usual.
   */
  private List<FingerPose> fingers(int raised, double spread, double fold) {
    double curl = dice.chance(0.32) ? dice.uniform(0.3, 0.95) : dice.uniform(0, 0.25);
    List<FingerPose> fingers = new ArrayList<>();
    for (int finger = 0; finger < FAN.length; finger++) {
      double lean = dice.normalDegrees(lean(finger, raised) * spread, 2.5);
      fingers.add(finger < raised ? raised(lean, curl) : folded(lean * 0.4, fold));
    }
    return fingers;
  }

  /** Two fingers alone open to a V, wider than a whole hand fans out. */
  private static double lean(int finger, int raised) {
    if (raised == 2 && finger < raised) {
      return finger == HandPose.INDEX ? 12 : -9;
    }
    return FAN[finger];
  }

  private FingerPose raised(double lean, double curl) {
    double each = curl * dice.uniform(0.5, 1.3);
    return new FingerPose(
        lean,
        dice.normalDegrees(3 + 22 * each, 5),
        dice.normalDegrees(5 + 38 * each, 4),
        dice.normalDegrees(4 + 22 * each, 3));
  }

  private FingerPose folded(double lean, double fold) {
    return new FingerPose(
        lean,
        dice.normalDegrees(80 + fold, 7),
        dice.normalDegrees(104 + fold * 0.5, 6),
        dice.normalDegrees(52, 9));
  }

  private HandPose ring() {
    double tight = dice.uniform(0, 1);
    double fan = dice.normal(0, 6);
    List<FingerPose> fingers = new ArrayList<>();
    for (int finger = 0; finger < FAN.length; finger++) {
      fingers.add(
          new FingerPose(
              dice.normalDegrees(FAN[finger] * 0.15, 2),
              dice.normalDegrees(50 + 14 * tight + fan * finger, 4),
              dice.normalDegrees(62 + 20 * tight, 5),
              dice.normalDegrees(38 + 12 * tight, 5)));
    }
    ThumbPose thumb =
        new ThumbPose(
            jitter(new Vec3(0.35, 0.45, 0.85), 0.08),
            jitter(new Vec3(0, 0.75, 0.6), 0.08),
            jitter(new Vec3(-0.1, 0.98, 0.1), 0.08),
            Rest.INDEX_TIP);
    return new HandPose(fingers, thumb);
  }

  private ThumbPose thumbOut() {
    double angle = dice.normal(39, 15);
    double lift = dice.normal(0.2, 0.16);
    double bend = dice.chance(0.2) ? dice.uniform(-45, -10) : dice.uniform(-12, 22);
    return new ThumbPose(
        outwards(angle + 4, lift),
        outwards(angle - 6 + bend * 0.3, lift * 0.8),
        outwards(angle - 6 + bend, lift * 0.6),
        Rest.FREE);
  }

  private ThumbPose acrossPalm() {
    return new ThumbPose(
        jitter(new Vec3(0.05, 0.68, 0.72), 0.1),
        jitter(new Vec3(-0.4, 0.85, -0.1), 0.12),
        jitter(new Vec3(-0.55, 0.65, -0.5), 0.12),
        Rest.PALM);
  }

  private ThumbPose onFist(Rest rest) {
    return new ThumbPose(
        jitter(new Vec3(0.4, 0.6, 0.7), 0.1),
        jitter(new Vec3(-0.3, 0.75, 0.55), 0.1),
        jitter(new Vec3(-0.9, 0.3, 0.1), 0.1),
        rest);
  }

  private static Vec3 outwards(double degrees, double lift) {
    double angle = StrictMath.toRadians(degrees);
    return new Vec3(StrictMath.sin(angle), StrictMath.cos(angle), lift).normalized();
  }

  private Vec3 jitter(Vec3 direction, double deviation) {
    return new Vec3(
            dice.normal(direction.x(), deviation),
            dice.normal(direction.y(), deviation),
            dice.normal(direction.z(), deviation))
        .normalized();
  }
}
