package dev.signet.confidence;

/**
 * How logits become a probability that can be trusted, and when a network had better say nothing.
 *
 * @param temperature that the logits are divided by, above 0; 1 leaves them as they are
 * @param threshold the least probability that is answered, 0 to 1; 0 answers everything
 * @param noveltyLimit the farthest that the features of a picture that is answered may lie from
 *     those of training pictures, at least 0; infinity answers everything
 */
public record ConfidenceRule(double temperature, double threshold, double noveltyLimit) {
  /** The network as it is: it answers everything. */
  public static final ConfidenceRule NONE = new ConfidenceRule(1, 0, Double.POSITIVE_INFINITY);

  public ConfidenceRule {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException("temperature must be > 0 but was " + temperature);
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be 0 to 1 but was " + threshold);
    }
    if (!(noveltyLimit >= 0)) {
      throw new IllegalArgumentException("novelty limit must be >= 0 but was " + noveltyLimit);
    }
  }

  /** Whether the most probable class is too improbable to be given as the answer. */
  public boolean unsure(double probability) {
    return !(probability >= threshold); // NaN is unsure
  }

  /** Whether a picture's features lie too far from those of training pictures. */
  public boolean novel(double novelty) {
    return !(novelty <= noveltyLimit);
  }
}
