package dev.signet.confidence;

import java.util.List;

/**
 * Where the features of training pictures lie: in a space of few directions around their mean. What
 * a picture's features have outside of it is the residual of Wang et al., "ViM: Out-of-Distribution
 * with Virtual-logit Matching" (2022). Features are what a network's last layer sees.
 *
 * <p>Immutable as long as nobody writes into the arrays that were handed in.
 */
public final class FeatureSpace {
  private final float[] mean;
  private final List<float[]> directions;

  /**
   * Takes the arrays as they are.
   *
   * @param mean {@code [features]}
   * @param directions {@code [features]} each, of length 1 and perpendicular to each other
   */
  public FeatureSpace(float[] mean, List<float[]> directions) {
    this.mean = mean;
    this.directions = List.copyOf(directions);
  }

  /** Numbers that describe a picture. */
  public int features() {
    return mean.length;
  }

  /** The mean over training pictures, {@code [features]}: not a copy. */
  public float[] mean() {
    return mean;
  }

  /** The directions, {@code [features]} each: not copies. */
  public List<float[]> directions() {
    return directions;
  }

  /** A picture's novelty: how far its features lie outside of the space, 0 or more. */
  public double distance(float[] features) {
    double[] rest = new double[mean.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = features[i] - mean[i];
    }
    for (float[] direction : directions) {
      double along = 0;
      for (int i = 0; i < rest.length; i++) {
        along += rest[i] * direction[i];
      }
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= along * direction[i];
      }
    }
    double squares = 0;
    for (double value : rest) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
