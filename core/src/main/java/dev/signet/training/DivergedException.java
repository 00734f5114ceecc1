package dev.signet.training;

import dev.signet.SignetException;
import dev.signet.metrics.Evaluation;

/** The loss became NaN or infinite; the network holds its last good parameters again. */
public final class DivergedException extends SignetException {
  private static final long serialVersionUID = 1L;

  private final int goodEpochs;

  /**
   * A loss that is no number to go on from.
   *
   * @param name which loss
   * @param value NaN or infinite
   * @param step after which it was found, counted from 0 over the whole run
   * @param epoch that the step belongs to, counted from 0
   * @param lr learning rate of the step
   */
  record Loss(String name, double value, long step, int epoch, double lr) {
    /** The validation part's at the end of an epoch, or 0 where there is no such part. */
    static Loss ofValidation(EpochCompleted ended, long step) {
      double value = ended.validation().map(Evaluation::loss).orElse(0.0);
      return new Loss("validation loss", value, step, ended.epoch(), ended.lr());
    }
  }

  DivergedException(Loss loss) {
    super(
        ("the %s became %s at step %d (epoch %d); the parameters are those %s;"
                + " lower the learning rate (--lr, it was %s)")
            .formatted(
                loss.name(),
                loss.value(),
                loss.step(),
                loss.epoch(),
                loss.epoch() == 0
                    ? "that training began with"
                    : "of the end of epoch " + (loss.epoch() - 1),
                loss.lr()));
    this.goodEpochs = loss.epoch();
  }

  /** Epochs that the network's parameters have behind them. */
  public int goodEpochs() {
    return goodEpochs;
  }
}
