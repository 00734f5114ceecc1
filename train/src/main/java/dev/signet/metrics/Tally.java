package dev.signet.metrics;

/**
 * How well a network does on a set of labelled pictures.
 *
 * @param loss mean cross entropy, in nats
 * @param confusion counts by true and predicted class
 */
public record Tally(double loss, ConfusionMatrix confusion) {
  /** Refuses a tally of no pictures at all. */
  public Tally {
    if (confusion.total() == 0) {
      throw new IllegalStateException("a tally needs at least one picture but had none");
    }
  }

  /** Counts answers, with the loss of the logits as they are. */
  public static Tally of(LabelledLogits answers) {
    return new Tally(answers.loss(1), answers.confusion());
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
