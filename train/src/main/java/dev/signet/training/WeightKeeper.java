package dev.signet.training;

import dev.signet.Text;
import dev.signet.metrics.LabelledLogits;
import dev.signet.model.ModelState;
import dev.signet.model.NormStatistics;
import dev.signet.model.ResNet;
import dev.signet.model.WeightCopies;
import dev.signet.runfolder.EpochRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * Which weights of a training are kept beside those of its last step: an average over the steps, if
 * one is wanted, the last ones that were known to be good, and those of the best epoch. What is
 * judged, and stays in the end, is the average, or without one the last step's weights. It owns all
 * copies, and not the network: {@link #close} frees them. Not safe for use by several threads.
 */
final class WeightKeeper implements AutoCloseable {
  private final ResNet net;
  private final Optional<WeightAverage> average;
  private final NormStatistics statistics;
  private final Optional<EarlyStopping> rule;
  private final WeightCopies copies;
  private WeightCopies.Copy good;
  private WeightCopies.Copy best; // the good ones until they differ, so that a copy is saved
  private Optional<Integer> bestEpoch = Optional.empty();
  private boolean apart;
  private int goodEpochs;
  private String goodSince = "that training began with";

  /**
   * Takes what the network holds now for good.
   *
   * @param decay of a {@link WeightAverage}; 0 is none
   * @param statistics of the batch norms, for averaged weights
   * @param rule says which epoch is the best, if its weights are to be kept
   */
  WeightKeeper(ResNet net, double decay, NormStatistics statistics, Optional<EarlyStopping> rule) {
    this.net = net;
    this.average = decay == 0 ? Optional.empty() : Optional.of(WeightAverage.create(decay, net));
    this.statistics = statistics;
    this.rule = rule;
    this.copies = WeightCopies.of(net);
    this.good = copies.take();
    this.best = good.share();
    if (rule.isEmpty()) {
      best.close();
    }
  }

  /** The network was updated. */
  void stepTaken() {
    average.ifPresent(WeightAverage::stepTaken);
  }

  /**
   * Closes the epoch that is under way, whose weights are good. While they are judged, the network
   * holds what would be kept if the training ended here; then it gets its own weights back.
   *
   * @param scale share of the pictures' side that the epoch had, and is judged with
   */
  EpochCompleted judge(
      Progress progress, double scale, Supplier<Optional<LabelledLogits>> evaluate) {
    takeForGood(progress.epoch() + 1, "of the end of epoch " + progress.epoch());
    try {
      EpochCompleted epoch =
          progress.epochCompleted(
              () -> {
                averageIntoNetwork(scale);
                return evaluate.get();
              });
      keepBest(progress.history());
      return epoch;
    } finally {
      good.restore();
    }
  }

  private void takeForGood(int epochs, String since) {
    good = good.renew();
    goodEpochs = epochs;
    goodSince = since;
  }

  private void keepBest(List<EpochRecord> history) {
    if (rule.isEmpty()) {
      return;
    }
    Optional<Integer> last = Optional.of(history.size() - 1);
    if (rule.flatMap(r -> r.best(history)).equals(last)) {
      best.close();
      best = average.isEmpty() ? good.share() : copies.take();
      bestEpoch = last;
    }
    apart |= !best.isShared();
    if (!apart) { // from then on there are two: to free and take one in turn leaves holes
      copies.trim();
    }
  }

  /**
   * Looks at what the last updates did: a step's loss is from before its update.
   *
   * @throws DivergedException if a parameter is NaN or infinite; the network has its good ones back
   */
  void requireFinite(Progress progress) {
    if (!ModelState.isFinite(net)) {
      good.restore();
      throw DivergedException.ofParameters(progress, this);
    }
  }

  /** Gives the network back its good weights because the loss is no finite number. */
  DivergedException diverged(double loss, double lr, Progress progress) {
    good.restore();
    return DivergedException.ofLoss(loss, progress, lr, this);
  }

  /**
   * Gives the network what stays in the end.
   *
   * @param ofBest whether that is the best epoch's weights, if an epoch is complete
   */
  void intoNetwork(boolean ofBest) {
    if (!ofBest) {
      averageIntoNetwork(1);
    } else if (bestEpoch.isPresent()) {
      best.restore();
    }
  }

  private void averageIntoNetwork(double scale) {
    if (average.isPresent() && average.get().intoNetwork()) {
      statistics.gather(net, scale);
    }
  }

  /** The average's live tensors by name; empty without one. */
  Map<String, Tensor> average() {
    return average.map(WeightAverage::tensors).orElse(Map.of());
  }

  /** Whether the best epoch's weights are kept. */
  boolean keepsBest() {
    return rule.isPresent();
  }

  /** Number of the best epoch, counted from 0; empty as long as no epoch is complete. */
  Optional<Integer> bestEpoch() {
    return bestEpoch;
  }

  /**
   * The best epoch's weights by name, to look into; before there is one, those of the beginning.
   */
  Map<String, Tensor> best() {
    return best.tensors();
  }

  /** Takes what the network holds, out of a checkpoint, for the best epoch's. */
  void resumeBest(Optional<Integer> epoch) {
    best = best.renew();
    bestEpoch = epoch;
  }

  /** Takes what the network holds, where training goes on, for good. */
  void resume(Progress progress) {
    takeForGood(
        progress.epoch(), Text.of("after step %d, where training went on", progress.step()));
  }

  /** Epochs that the good weights have behind them. */
  int goodEpochs() {
    return goodEpochs;
  }

  /** Which weights the good ones are. */
  String goodSince() {
    return goodSince;
  }

  @Override
  public void close() {
    copies.close();
    average.ifPresent(WeightAverage::close);
  }
}
