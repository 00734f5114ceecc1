package dev.signet.data.synthetic;

/**
 * How the thumb is held: the directions of its three bones in the frame of the hand, and what its
 * tip then reaches for.
 */
public record ThumbPose(Vec3 metacarpal, Vec3 proximal, Vec3 distal, Rest rest) {
  /** What the tip of the thumb touches. */
  enum Rest {
    /** Nothing: the bones point where they point. */
    FREE,
    /** The palm below the ring finger. */
    PALM,
    /** The folded middle finger. */
    MIDDLE_FINGER,
    /** The folded ring finger. */
    RING_FINGER,
    /** The tip of the loosely folded middle finger. */
    MIDDLE_TIP,
    /** The tip of the loosely folded ring finger. */
    RING_TIP,
    /** The tip of the index finger, which closes a ring. */
    INDEX_TIP
  }
}
