package dev.signet.data.synthetic;

import java.util.ArrayList;
import java.util.List;

/** The creases of the finger joints, the lines of the palm, and the nails. */
final class SkinMarks {
  /** Lines of heart, head and life, as x, y pairs in the frame of the hand. */
  private static final double[][] PALM_LINES = {
    {-0.37, 0.70, -0.22, 0.68, -0.05, 0.72, 0.1, 0.82, 0.16, 0.92},
    {0.36, 0.72, 0.18, 0.68, 0.0, 0.58, -0.18, 0.45, -0.26, 0.36},
    {0.36, 0.68, 0.2, 0.62, 0.06, 0.45, 0.01, 0.25, 0.03, 0.08},
  };

  private static final double LINE_RADIUS = 0.03;
  private static final double[] CREASE_DEPTH = {0.8, 0.9, 0.6};

  private final Anatomy anatomy;
  private final Complexion skin;
  private final List<Mark> marks = new ArrayList<>();

  private SkinMarks(Anatomy anatomy, Complexion skin) {
    this.anatomy = anatomy;
    this.skin = skin;
  }

  static List<Mark> of(Anatomy anatomy, Skeleton skeleton, Complexion skin) {
    SkinMarks all = new SkinMarks(anatomy, skin);
    for (int finger = 0; finger < skeleton.fingers().size(); finger++) {
      all.finger(skeleton.fingers().get(finger), anatomy.fingers().get(finger).radius());
    }
    all.palmLines();
    return all.marks;
  }

  private void finger(List<Vec3> joints, double radius) {
    Vec3 straight = joints.get(1).minus(joints.get(0));
    Vec3 flat = new Vec3(straight.x(), straight.y(), 1e-6);
    Vec3 axis = flat.cross(new Vec3(0, 0, 1)).normalized();
    for (int joint = 0; joint < 3; joint++) {
      Vec3 before = joints.get(Math.max(0, joint - 1));
      Vec3 direction = joints.get(joint + 1).minus(before).normalized();
      Vec3 palmar = axis.cross(direction);
      Vec3 place = joint == 0 ? joints.get(0).towards(joints.get(1), 0.4) : joints.get(joint);
      crease(place, palmar, axis, radius * (0.98 - 0.07 * joint), CREASE_DEPTH[joint]);
    }
    Vec3 last = joints.get(3).minus(joints.get(2)).normalized();
    nail(joints.get(2).towards(joints.get(3), 0.62), axis.cross(last), radius * 0.82);
  }

  private void crease(Vec3 joint, Vec3 palmar, Vec3 axis, double radius, double depth) {
    Rgb stain = Rgb.WHITE.mix(skin.crease(), depth);
    for (int step = -3; step <= 3; step++) {
      double angle = step * 0.36;
      Vec3 out = palmar.times(StrictMath.cos(angle)).plus(axis.times(StrictMath.sin(angle)));
      marks.add(new Mark(joint.plus(out.times(radius)), LINE_RADIUS * 1.1, stain));
    }
  }

  private void nail(Vec3 centre, Vec3 palmar, double radius) {
    marks.add(new Mark(centre.minus(palmar.times(radius)), radius * 0.9, skin.nail()));
  }

  private void palmLines() {
    double surface = anatomy.girth() * 0.95;
    Rgb stain = Rgb.WHITE.mix(skin.crease(), 0.8);
    for (double[] line : PALM_LINES) {
      for (int i = 0; i + 3 < line.length; i += 2) {
        Vec3 from = new Vec3(line[i], line[i + 1], surface);
        Vec3 to = new Vec3(line[i + 2], line[i + 3], surface);
        int steps = (int) Math.ceil(to.minus(from).length() / LINE_RADIUS);
        for (int step = 0; step < steps; step++) {
          marks.add(new Mark(from.towards(to, (double) step / steps), LINE_RADIUS, stain));
        }
      }
    }
  }
}
