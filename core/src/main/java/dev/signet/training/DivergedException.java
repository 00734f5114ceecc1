package dev.signet.training;

import dev.signet.SignetException;

/** The loss became NaN or infinite; the network holds its last good parameters again. */
public final class DivergedException extends SignetException {
  private static final long serialVersionUID = 1L;

  private final int goodEpochs;

  DivergedException(double loss, Progress progress, double lr) {
    super(
        ("the loss became %s at step %d (epoch %d); the parameters are those %s;"
                + " lower the learning rate (--lr, it was %s)")
            .formatted(
                loss,
                progress.step(),
                progress.epoch(),
                progress.epoch() == 0
                    ? "that training began with"
                    : "of the end of epoch " + (progress.epoch() - 1),
                lr));
    this.goodEpochs = progress.epoch();
  }

  /** Epochs that the network's parameters have behind them. */
  public int goodEpochs() {
    return goodEpochs;
  }
}
