package dev.signet.config;

import java.util.Optional;

/**
 * When a training ends before its last epoch, and which of its epochs is the best.
 *
 * @param metric what epochs are compared by; if it is not given, the loss on the validation part,
 *     or on the training part where no validation part was set aside
 * @param patience epochs without a better one after which training ends with the weights of the
 *     best, 1 to 100,000; 0 trains to the last epoch and keeps the last weights
 * @param minDelta by how much an epoch must be better, 0 to 1
 */
public record StoppingConfig(Optional<WatchedMetric> metric, int patience, double minDelta) {
  /** To the last epoch. */
  public static final StoppingConfig LAST_EPOCH = new StoppingConfig(Optional.empty(), 0, 0);

  public StoppingConfig {
    Ranges.require("patience (--patience)", patience, 0, 100_000);
    Ranges.requireFraction("smallest improvement (--min-delta)", minDelta, true);
  }

  /** Whether a training may end early, with the weights of its best epoch. */
  public boolean isEarly() {
    return patience > 0;
  }

  /** What epochs are compared by, given whether there is a validation part. */
  public WatchedMetric metricFor(boolean validation) {
    return metric.orElse(validation ? WatchedMetric.VALIDATION_LOSS : WatchedMetric.TRAIN_LOSS);
  }
}
