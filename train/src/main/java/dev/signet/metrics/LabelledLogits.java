package dev.signet.metrics;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.confidence.ConfidenceRule;
import dev.signet.confidence.Share;
import dev.signet.confidence.Softmax;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network said of labelled pictures, as it said it: every other figure is worked out from
 * this. Immutable as long as nobody writes into the arrays that were handed in.
 */
public final class LabelledLogits {
  private final List<float[]> logits;
  private final double[] novelty;
  private final int[] labels;

  /** Answers of a network whose features were not looked at: nothing is novel. */
  public LabelledLogits(List<float[]> logits, int[] labels) {
    this(logits, new double[logits.size()], labels);
  }

  /**
   * Takes the arrays as they are.
   *
   * @param logits {@code [classes]} for each picture
   * @param novelty how far each picture's features lie from those of training pictures
   * @param labels the true class of each picture
   * @throws IllegalStateException if there are no pictures
   */
  public LabelledLogits(List<float[]> logits, double[] novelty, int[] labels) {
    if (logits.isEmpty()) {
      throw new IllegalStateException("an evaluation needs at least one picture but had none");
    }
    if (logits.size() != labels.length || logits.size() != novelty.length) {
      throw new IllegalArgumentException(
          Text.of(
              "%d rows of logits need as many labels and novelties but there were %d and %d",
              logits.size(), labels.length, novelty.length));
    }
    this.logits = List.copyOf(logits);
    this.novelty = novelty;
    this.labels = labels;
  }

  /** Number of pictures, at least 1. */
  public int size() {
    return labels.length;
  }

  /**
   * The same answers, if all of them are numbers: weights that are can still overflow.
   *
   * @throws SignetException if one is not
   */
  public LabelledLogits requireFinite() {
    for (int i = 0; i < size(); i++) {
      for (float logit : logits(i)) {
        if (!Float.isFinite(logit)) {
          throw new SignetException(
              Text.of(
                  "the network's answer to picture %d of %d is %s, not a number: its weights overflow, or a variance is negative",
                  i + 1, size(), logit));
        }
      }
    }
    return this;
  }

  /** Number of classes. */
  public int classes() {
    return logits.get(0).length;
  }

  /** The logits of picture {@code index}: not a copy. */
  public float[] logits(int index) {
    return logits.get(index);
  }

  /** The true class of picture {@code index}. */
  public int label(int index) {
    return labels[index];
  }

  /** The class with the largest logit; the first of several. */
  public int predicted(int index) {
    return Softmax.largest(logits(index));
  }

  /** Whether the predicted class is the true one. */
  public boolean correct(int index) {
    return predicted(index) == label(index);
  }

  /** How many of these pictures, at least one, are answered rightly. */
  public Share share(int... pictures) {
    return Share.of(IntStream.of(pictures).filter(this::correct).count(), pictures.length);
  }

  /** How many pictures are answered rightly. */
  public Share share() {
    return share(IntStream.range(0, size()).toArray());
  }

  /** The true class's place among the answers, 1 first; equal logits count in class order. */
  public int rank(int index) {
    float[] row = logits(index);
    int label = label(index);
    int rank = 1;
    for (int k = 0; k < row.length; k++) {
      if (row[k] > row[label] || (row[k] == row[label] && k < label)) {
        rank++;
      }
    }
    return rank;
  }

  /** The probability of the predicted class at a temperature, 0 to 1. */
  public double confidence(int index, double temperature) {
    return Softmax.probability(logits(index), predicted(index), temperature);
  }

  /** How far the features of picture {@code index} lie from those of training pictures. */
  public double novelty(int index) {
    return novelty[index];
  }

  /** Whether a rule takes picture {@code index} for {@code unknown}. */
  public boolean unknown(int index, ConfidenceRule rule) {
    return rule.unsure(confidence(index, rule.temperature())) || rule.novel(novelty(index));
  }

  /** Mean negative log likelihood of the true classes at a temperature: cross entropy, in nats. */
  public double loss(double temperature) {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum -= Softmax.logProbability(logits(i), label(i), temperature);
    }
    return sum / size();
  }

  /** Counts by true and predicted class. */
  public ConfusionMatrix confusion() {
    ConfusionMatrix confusion = new ConfusionMatrix(classes());
    for (int i = 0; i < size(); i++) {
      confusion.update(label(i), predicted(i));
    }
    return confusion;
  }
}
