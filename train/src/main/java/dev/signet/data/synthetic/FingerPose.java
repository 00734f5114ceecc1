package dev.signet.data.synthetic;

/**
 * How one of the four long fingers is held; all angles in radians.
 *
 * @param spread in the plane of the palm, positive towards the thumb
 * @param knuckle bend of the first joint towards the palm
 * @param middle bend of the second joint
 * @param tip bend of the last joint
 */
record FingerPose(double spread, double knuckle, double middle, double tip) {}
