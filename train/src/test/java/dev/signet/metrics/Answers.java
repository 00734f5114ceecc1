package dev.signet.metrics;

import java.util.ArrayList;
import java.util.List;

/** Labelled logits that a person can check by hand. */
final class Answers {
  private final List<float[]> logits = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();

  /** A picture of a class, answered with these probabilities: their logarithms are the logits. */
  Answers add(int label, double... probabilities) {
    float[] row = new float[probabilities.length];
    for (int k = 0; k < row.length; k++) {
      row[k] = (float) Math.log(probabilities[k]);
    }
    logits.add(row);
    labels.add(label);
    return this;
  }

  LabelledLogits build() {
    return new LabelledLogits(logits, labels.stream().mapToInt(label -> label).toArray());
  }

  /** So many pictures of two classes, each answered with class 0 at this probability. */
  static LabelledLogits two(double confidence, int right, int wrong) {
    Answers answers = new Answers();
    for (int i = 0; i < right + wrong; i++) {
      answers.add(i < right ? 0 : 1, confidence, 1 - confidence);
    }
    return answers.build();
  }
}
