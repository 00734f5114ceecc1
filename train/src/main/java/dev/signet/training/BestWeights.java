package dev.signet.training;

import dev.signet.model.Snapshot;
import dev.signet.runfolder.EpochRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The weights of the best epoch so far, beside the network. It owns the copy: {@link #close} frees
 * it. Not safe for use by several threads.
 */
final class BestWeights implements AutoCloseable {
  private final EarlyStopping rule;
  private Snapshot snapshot;
  private Optional<Integer> epoch = Optional.empty();

  /**
   * Before the first epoch.
   *
   * @param beginning the network's weights, which belong to this from now on
   */
  BestWeights(EarlyStopping rule, Snapshot beginning) {
    this.rule = rule;
    this.snapshot = beginning;
  }

  /**
   * Takes over the network's weights if the epoch that was just completed is the best.
   *
   * @param renew makes a copy of them from the former one, which it updates or closes, called only
   *     if so; the copy belongs to this from then on
   */
  void afterEpoch(List<EpochRecord> history, UnaryOperator<Snapshot> renew) {
    Optional<Integer> best = rule.best(history);
    if (best.isPresent() && best.get() == history.size() - 1) {
      snapshot = renew.apply(snapshot);
      epoch = best;
    }
  }

  /** Number of the best epoch, counted from 0; empty as long as no epoch is complete. */
  Optional<Integer> epoch() {
    return epoch;
  }

  /** Remembers which epoch the weights are of, after they were read from a checkpoint. */
  void resume(Optional<Integer> best) {
    epoch = best;
  }

  /** The copy. */
  Snapshot snapshot() {
    return snapshot;
  }

  /** Gives the network the weights of its best epoch, if one is complete. */
  void restore() {
    if (epoch.isPresent()) {
      snapshot.restore();
    }
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
