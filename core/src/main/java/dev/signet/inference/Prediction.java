package dev.signet.inference;

import java.util.List;

/**
 * What a network says of one picture.
 *
 * @param ranking every class, the most probable first
 */
public record Prediction(List<ClassProbability> ranking) {
  /**
   * One class.
   *
   * @param label its name
   * @param index its place among the logits
   * @param probability after softmax, 0 to 1
   */
  public record ClassProbability(String label, int index, double probability) {}

  /** Copies the list. */
  public Prediction {
    ranking = List.copyOf(ranking);
  }

  /** The name of the most probable class. */
  public String label() {
    return ranking.get(0).label();
  }

  /** The probability of the most probable class, 0 to 1. */
  public double probability() {
    return ranking.get(0).probability();
  }

  /** By how much the most probable class is ahead of the next, 0 to 1. */
  public double lead() {
    return probability() - ranking.get(1).probability();
  }

  /** The {@code k} most probable classes, or all if there are fewer. */
  public List<ClassProbability> top(int k) {
    return ranking.subList(0, Math.min(k, ranking.size()));
  }
}
