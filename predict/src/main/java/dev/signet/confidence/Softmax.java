package dev.signet.confidence;

/** Logits to probabilities, in double precision and without overflow. */
public final class Softmax {
  private Softmax() {}

  /** Where the largest logit is; the first of several. */
  public static int largest(float[] logits) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      if (logits[k] > logits[best]) {
        best = k;
      }
    }
    return best;
  }

  /** Softmax of the logits divided by {@code temperature}, which is above 0. */
  public static double[] of(float[] logits, double temperature) {
    double normalizer = logSumExp(logits, temperature);
    double[] probabilities = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = Math.exp(logits[k] / temperature - normalizer);
    }
    return probabilities;
  }

  /** One entry of {@link #of}. */
  public static double probability(float[] logits, int label, double temperature) {
    return Math.exp(logProbability(logits, label, temperature));
  }

  /** Its natural logarithm, exact where the probability itself would be 0. */
  public static double logProbability(float[] logits, int label, double temperature) {
    return logits[label] / temperature - logSumExp(logits, temperature);
  }

  private static double logSumExp(float[] logits, double temperature) {
    double max = logits[largest(logits)] / temperature;
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit / temperature - max);
    }
    return max + Math.log(sum);
  }
}
