package dev.signet.lab.degradation;

import dev.signet.config.ResNetVariant;
import dev.signet.report.History;
import java.util.List;

/**
 * How one network's errors fell.
 *
 * @param network which one
 * @param trainError share of the training pictures that was answered wrongly, each changed at
 *     random and before its update, by epoch; 0 to 1
 * @param heldOutError the same of the pictures that were set aside, in evaluation mode
 */
public record DepthCurve(
    ResNetVariant network, List<Double> trainError, List<Double> heldOutError) {
  /** Epochs that the end is a mean of: single ones vary. */
  private static final int LAST = 3;

  /** Copies the lists. */
  public DepthCurve {
    trainError = List.copyOf(trainError);
    heldOutError = List.copyOf(heldOutError);
  }

  static DepthCurve of(ResNetVariant network, History history) {
    return new DepthCurve(
        network,
        history.rows().stream().map(row -> 1 - row.trainAccuracy()).toList(),
        history.rows().stream().map(row -> 1 - row.validationAccuracy()).toList());
  }

  /** The training error at the end: a mean over the last three epochs. */
  public double lastTrainError() {
    return last(trainError);
  }

  /** The error of held-out pictures at the end: a mean over the last three epochs. */
  public double lastHeldOutError() {
    return last(heldOutError);
  }

  private static double last(List<Double> errors) {
    return errors.subList(Math.max(0, errors.size() - LAST), errors.size()).stream()
        .mapToDouble(error -> error)
        .average()
        .orElse(Double.NaN);
  }
}
