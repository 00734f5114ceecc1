package dev.signet.training;

/**
 * What one update leaves behind in plain numbers.
 *
 * @param loss mean cross entropy over the batch, in nats, before the update
 * @param correct pictures of the batch that the network got right, before the update
 * @param count pictures of the batch
 */
public record StepResult(double loss, int correct, int count) {
  /** Whether the loss is a number; if not, nothing was updated. */
  public boolean isFinite() {
    return Double.isFinite(loss);
  }
}
