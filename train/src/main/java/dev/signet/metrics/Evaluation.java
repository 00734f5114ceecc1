package dev.signet.metrics;

/**
 * How well a network does on a set of labelled pictures.
 *
 * @param loss mean cross entropy, in nats
 * @param confusion counts by true and predicted class
 */
public record Evaluation(double loss, ConfusionMatrix confusion) {
  /** Refuses to judge by no pictures at all. */
  public Evaluation {
    if (confusion.total() == 0) {
      throw new IllegalStateException("an evaluation needs at least one picture but had none");
    }
  }

  /** Judges answers by the loss of the logits as they are. */
  public static Evaluation of(LabelledLogits answers) {
    return new Evaluation(answers.loss(1), answers.confusion());
  }

  /** Pictures that were judged. */
  public long count() {
    return confusion.total();
  }

  /** Pictures whose predicted class is the true one. */
  public long correct() {
    return confusion.correct();
  }

  /** Correct pictures as a share of all, 0 to 1. */
  public double accuracy() {
    return (double) correct() / count();
  }
}
