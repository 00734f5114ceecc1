package dev.signet.config;

/**
 * How a trained network answers.
 *
 * @param precision of the arithmetic; auto by default: the fastest
 * @param flipAverage whether the answer is the mean of the probabilities for a picture and for its
 *     mirror image; no by default, because it takes twice the time and is wrong where left and
 *     right mean different things
 */
public record PredictionConfig(Precision precision, boolean flipAverage) {
  /** As fast as the processor can. */
  public static final PredictionConfig DEFAULT = new PredictionConfig(Precision.AUTO, false);

  /** The same in another precision. */
  public PredictionConfig withPrecision(Precision value) {
    return new PredictionConfig(value, flipAverage);
  }

  /** The same with or without mirror images. */
  public PredictionConfig withFlipAverage(boolean value) {
    return new PredictionConfig(precision, value);
  }
}
