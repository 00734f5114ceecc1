package dev.signet.training;

import dev.signet.SignetException;

/**
 * The loss or a parameter became NaN or infinite; the network holds its last good parameters again.
 */
public final class DivergedException extends SignetException {
  private static final long serialVersionUID = 1L;

  private final int goodEpochs;

  private DivergedException(String what, Progress progress, double lr) {
    super(
        "%s; the parameters are those %s; lower the learning rate (--lr, it was %s)"
            .formatted(
                what,
                progress.epoch() == 0
                    ? "that training began with"
                    : "of the end of epoch " + (progress.epoch() - 1),
                lr));
    this.goodEpochs = progress.epoch();
  }

  /** Of the loss of the step that is under way. */
  static DivergedException ofLoss(double loss, Progress progress, double lr) {
    String what =
        "the loss became %s at step %d (epoch %d)"
            .formatted(loss, progress.step(), progress.epoch());
    return new DivergedException(what, progress, lr);
  }

  /** Of a parameter, while the loss before the update was still a number. */
  static DivergedException ofParameters(Progress progress) {
    String what =
        "a parameter became NaN or infinite at step %d (epoch %d)"
            .formatted(progress.step() - 1, progress.epoch());
    return new DivergedException(what, progress, progress.lr());
  }

  /** Epochs that the network's parameters have behind them. */
  public int goodEpochs() {
    return goodEpochs;
  }
}
