package dev.signet.data.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the joints are: forward kinematics of the fingers, and a thumb that reaches for what it
 * rests on.
 *
 * @param fingers four joints (knuckle to tip) of index, middle, ring and little finger
 * @param thumb four joints, from the saddle joint to the tip
 */
record Skeleton(List<List<Vec3>> fingers, List<Vec3> thumb) {
  private static final Vec3 OUT_OF_PALM = new Vec3(0, 0, 1);
  private static final int REACHES = 6;

  Skeleton {
    fingers = List.copyOf(fingers);
    thumb = List.copyOf(thumb);
  }

  static Skeleton of(Anatomy anatomy, HandPose pose) {
    List<List<Vec3>> fingers = new ArrayList<>();
    for (int finger = 0; finger < pose.fingers().size(); finger++) {
      fingers.add(finger(anatomy.fingers().get(finger), pose.fingers().get(finger)));
    }
    List<Vec3> thumb = thumb(anatomy.thumb(), pose.thumb());
    if (pose.thumb().rest() != ThumbPose.Rest.FREE) {
      reach(thumb, target(anatomy, fingers, pose.thumb().rest()), anatomy.thumb().bones());
    }
    return new Skeleton(fingers, thumb);
  }

  private static List<Vec3> finger(Anatomy.Digit digit, FingerPose pose) {
    Vec3 straight = new Vec3(StrictMath.sin(pose.spread()), StrictMath.cos(pose.spread()), 0);
    double[] bends = {pose.knuckle(), pose.middle(), pose.tip()};
    List<Vec3> joints = new ArrayList<>(List.of(digit.root()));
    Vec3 joint = digit.root();
    double bend = 0;
    for (int bone = 0; bone < bends.length; bone++) {
      bend += bends[bone];
      Vec3 direction =
          straight.times(StrictMath.cos(bend)).plus(OUT_OF_PALM.times(StrictMath.sin(bend)));
      joint = joint.plus(direction.times(digit.bones().get(bone)));
      joints.add(joint);
    }
    return joints;
  }

  private static List<Vec3> thumb(Anatomy.Digit digit, ThumbPose pose) {
    List<Vec3> joints = new ArrayList<>(List.of(digit.root()));
    Vec3 joint = digit.root();
    List<Vec3> directions = List.of(pose.metacarpal(), pose.proximal(), pose.distal());
    for (int bone = 0; bone < directions.size(); bone++) {
      joint = joint.plus(directions.get(bone).times(digit.bones().get(bone)));
      joints.add(joint);
    }
    return joints;
  }

  private static Vec3 target(Anatomy anatomy, List<List<Vec3>> fingers, ThumbPose.Rest rest) {
    double apart = anatomy.thumb().radius() + anatomy.fingers().get(0).radius();
    return switch (rest) {
      case PALM -> new Vec3(-0.2, 0.84, anatomy.girth() + anatomy.thumb().radius() * 0.7);
      case MIDDLE_FINGER -> onTopOf(fingers.get(HandPose.MIDDLE), apart);
      case RING_FINGER -> onTopOf(fingers.get(HandPose.RING), apart);
      case INDEX_TIP -> atTip(fingers.get(HandPose.INDEX), apart);
      case MIDDLE_TIP -> atTip(fingers.get(HandPose.MIDDLE), apart);
      case RING_TIP -> atTip(fingers.get(HandPose.RING), apart);
      case FREE -> throw new IllegalArgumentException("a free thumb has no target");
    };
  }

  /** Pad to pad: below the tip and a little on the side of the thumb. */
  private static Vec3 atTip(List<Vec3> finger, double apart) {
    return finger.get(3).plus(new Vec3(0.15 * apart, -0.15 * apart, 0.1 * apart));
  }

  private static Vec3 onTopOf(List<Vec3> finger, double apart) {
    return finger.get(1).towards(finger.get(2), 0.6).plus(new Vec3(0, 0, apart * 0.85));
  }

  /** FABRIK (Aristidou and Lasenby, 2011): drag the chain by its tip, then by its root. */
  private static void reach(List<Vec3> joints, Vec3 target, List<Double> bones) {
    Vec3 root = joints.get(0);
    int last = bones.size();
    for (int round = 0; round < REACHES; round++) {
      joints.set(last, target);
      for (int i = last - 1; i >= 0; i--) {
        joints.set(i, pull(joints.get(i + 1), joints.get(i), bones.get(i)));
      }
      joints.set(0, root);
      for (int i = 0; i < last; i++) {
        joints.set(i + 1, pull(joints.get(i), joints.get(i + 1), bones.get(i)));
      }
    }
  }

  /** The point at {@code distance} from {@code anchor} in the direction of {@code point}. */
  private static Vec3 pull(Vec3 anchor, Vec3 point, double distance) {
    return anchor.plus(point.minus(anchor).normalized().times(distance));
  }
}
