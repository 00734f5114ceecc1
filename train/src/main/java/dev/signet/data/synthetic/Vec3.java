package dev.signet.data.synthetic;

/**
 * A point or a direction. In the frame of the hand: x towards the thumb, y towards the fingertips,
 * z out of the palm; 1 is the length of the palm, from the wrist to the knuckle of the middle
 * finger.
 */
record Vec3(double x, double y, double z) {
  Vec3 plus(Vec3 other) {
    return new Vec3(x + other.x, y + other.y, z + other.z);
  }

  Vec3 minus(Vec3 other) {
    return new Vec3(x - other.x, y - other.y, z - other.z);
  }

  Vec3 times(double factor) {
    return new Vec3(x * factor, y * factor, z * factor);
  }

  double dot(Vec3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  Vec3 cross(Vec3 other) {
    return new Vec3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  double length() {
    return Math.sqrt(dot(this));
  }

  Vec3 normalized() {
    return times(1 / Math.max(1e-9, length()));
  }

  /** The point at {@code t} (0 to 1) of the way from here to {@code other}. */
  Vec3 towards(Vec3 other, double t) {
    return plus(other.minus(this).times(t));
  }
}
