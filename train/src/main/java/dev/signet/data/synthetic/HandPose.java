package dev.signet.data.synthetic;

import java.util.List;

/**
 * How a hand is held.
 *
 * @param fingers index, middle, ring and little finger
 * @param thumb the thumb
 */
record HandPose(List<FingerPose> fingers, ThumbPose thumb) {
  static final int INDEX = 0;
  static final int MIDDLE = 1;
  static final int RING = 2;
  static final int LITTLE = 3;

  HandPose {
    fingers = List.copyOf(fingers);
  }
}
