package dev.signet.training;

import dev.signet.config.RunConfig;
import dev.signet.config.StoppingConfig;
import dev.signet.config.WatchedMetric;
import dev.signet.runfolder.EpochRecord;
import java.util.List;
import java.util.Optional;

/**
 * Which epoch is the best, and whether it is worth waiting for a better one (Prechelt, "Early
 * Stopping, but When?", 1998). A function of the history alone, so it needs no state that a resumed
 * training would have to bring back. Immutable.
 */
final class EarlyStopping implements StoppingRule {
  private final StoppingConfig config;
  private final WatchedMetric metric;
  private final int first;

  /**
   * A rule.
   *
   * @param validation whether there is a validation part
   * @param first epoch that counts: those before it were of smaller pictures, and judged by them
   */
  EarlyStopping(StoppingConfig config, boolean validation, int first) {
    this.config = config;
    this.metric = config.metricFor(validation);
    this.first = first;
  }

  /** The rule of a run. */
  static EarlyStopping of(RunConfig run, boolean validation) {
    return new EarlyStopping(
        run.reliability().stopping(), validation, run.training().firstOfLastSize());
  }

  /** Position of the best epoch; of equals the first one, and NaN is never better. */
  Optional<Integer> best(List<EpochRecord> history) {
    Optional<Integer> best = Optional.empty();
    double bestValue = Double.NaN;
    for (int i = first; i < history.size(); i++) {
      double value = history.get(i).value(metric);
      if (Double.isNaN(bestValue) ? !Double.isNaN(value) : isBetter(value, bestValue)) {
        best = Optional.of(i);
        bestValue = value;
      }
    }
    return best;
  }

  private boolean isBetter(double value, double other) {
    return metric.isBetter(value, other, config.minDelta());
  }

  @Override
  public Optional<StopReason> afterEpoch(List<EpochRecord> history) {
    if (!config.isEarly()) {
      return Optional.empty();
    }
    int since = history.size() - 1 - best(history).orElse(first - 1);
    return since >= config.patience() ? Optional.of(StopReason.EARLY) : Optional.empty();
  }
}
