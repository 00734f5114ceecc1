package dev.signet.training;

import dev.signet.SignetException;
import dev.signet.Text;

/**
 * The loss or a parameter became NaN or infinite; the network holds its last good parameters again.
 */
public final class DivergedException extends SignetException {
  private static final long serialVersionUID = 1L;

  private final int goodEpochs;

  private DivergedException(String what, WeightKeeper kept, double lr) {
    super(
        "%s; the parameters are those %s; lower the learning rate (--lr, it was %s)"
            .formatted(what, kept.goodSince(), lr));
    this.goodEpochs = kept.goodEpochs();
  }

  /** Of the loss of the step that is under way. */
  static DivergedException ofLoss(double loss, Progress progress, double lr, WeightKeeper kept) {
    String before =
        progress.nonFiniteInARow() == 0
            ? ""
            : Text.of(
                ", after %d such steps in a row that were left out", progress.nonFiniteInARow());
    String what =
        Text.of(
            "the loss became %s at step %d (epoch %d)%s",
            loss, progress.step(), progress.epoch(), before);
    return new DivergedException(what, kept, lr);
  }

  /** Of a parameter, while the loss before the update was still a number. */
  static DivergedException ofParameters(Progress progress, WeightKeeper kept) {
    String what =
        Text.of(
            "a parameter became NaN or infinite at step %d (epoch %d)",
            progress.step() - 1, progress.epoch());
    return new DivergedException(what, kept, progress.lr());
  }

  /** Epochs that the network's parameters have behind them. */
  public int goodEpochs() {
    return goodEpochs;
  }
}
