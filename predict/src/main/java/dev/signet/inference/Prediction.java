package dev.signet.inference;

import java.util.List;

/**
 * What a network says of one picture.
 *
 * @param ranking every class, the most probable first
 * @param doubt why the most probable class is not the answer, if it is not
 */
public record Prediction(List<ClassProbability> ranking, Doubt doubt) {
  /** What is answered where there is doubt. */
  public static final String UNKNOWN = "unknown";

  /**
   * One class.
   *
   * @param label its name
   * @param index its place among the logits
   * @param probability after softmax at the model's temperature, 0 to 1
   */
  public record ClassProbability(String label, int index, double probability) {}

  /** Whether a network had better not answer. */
  public enum Doubt {
    /** The most probable class is the answer. */
    NONE,
    /** It is less probable than the model's threshold. */
    UNSURE,
    /** The picture is unlike those that the network learned from. */
    NOVEL
  }

  public Prediction {
    ranking = List.copyOf(ranking);
  }

  /** An answer without doubt. */
  public Prediction(List<ClassProbability> ranking) {
    this(ranking, Doubt.NONE);
  }

  /** The name of the most probable class, or {@code unknown} where there is doubt. */
  public String answer() {
    return unknown() ? UNKNOWN : label();
  }

  /** Whether there is doubt. */
  public boolean unknown() {
    return doubt != Doubt.NONE;
  }

  /** The name of the most probable class, doubtful or not. */
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
