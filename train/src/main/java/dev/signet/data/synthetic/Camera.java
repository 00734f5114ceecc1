package dev.signet.data.synthetic;

import java.util.List;

/**
 * Where the hand lies in the picture, in pixels: x to the right, y down, z towards the viewer.
 *
 * @param view how the hand is turned
 * @param mirrored whether it is a left hand
 * @param scale pixels per length of the palm
 * @param distance of the camera, in lengths of the palm
 * @param originX column of the wrist
 * @param originY row of the wrist
 */
record Camera(
    Rotation view,
    boolean mirrored,
    double scale,
    double distance,
    double originX,
    double originY) {

  Camera moved(double x, double y) {
    return new Camera(view, mirrored, scale, distance, originX + x, originY + y);
  }

  Vec3 project(Vec3 point) {
    Vec3 turned = view.apply(point);
    double near = nearness(turned);
    double x = turned.x() * near;
    return new Vec3(originX + (mirrored ? -x : x), originY - turned.y() * near, turned.z() * scale);
  }

  /** Pixels per length of the palm at {@code point}: nearer things look larger. */
  double scaleAt(Vec3 point) {
    return nearness(view.apply(point));
  }

  private double nearness(Vec3 turned) {
    return scale * distance / Math.max(1, distance - turned.z());
  }

  /** The rectangle that {@code points} fill: left, top, right and bottom in pixels. */
  double[] bounds(List<Vec3> points) {
    double[] box = {1e9, 1e9, -1e9, -1e9};
    for (Vec3 point : points) {
      Vec3 seen = project(point);
      box[0] = Math.min(box[0], seen.x());
      box[1] = Math.min(box[1], seen.y());
      box[2] = Math.max(box[2], seen.x());
      box[3] = Math.max(box[3], seen.y());
    }
    return box;
  }
}
