package dev.signet.data.synthetic;

/** A turn in space, as the three rows of its matrix. */
record Rotation(Vec3 first, Vec3 second, Vec3 third) {
  /**
   * Turns about y, then about x, then about z.
   *
   * @param yaw radians about the long axis of the hand; 0 shows the palm, pi the back
   * @param pitch radians; positive tips the fingers towards the viewer
   * @param roll radians in the plane of the picture; positive turns counter-clockwise
   */
  static Rotation of(double yaw, double pitch, double roll) {
    double cy = StrictMath.cos(yaw);
    double sy = StrictMath.sin(yaw);
    double cp = StrictMath.cos(pitch);
    double sp = StrictMath.sin(pitch);
    double cr = StrictMath.cos(roll);
    double sr = StrictMath.sin(roll);
    Vec3 x = new Vec3(cy, 0, sy);
    Vec3 y = new Vec3(sy * sp, cp, -cy * sp);
    Vec3 z = new Vec3(-sy * cp, sp, cy * cp);
    return new Rotation(x.times(cr).minus(y.times(sr)), x.times(sr).plus(y.times(cr)), z);
  }

  Vec3 apply(Vec3 point) {
    return new Vec3(first.dot(point), second.dot(point), third.dot(point));
  }
}
