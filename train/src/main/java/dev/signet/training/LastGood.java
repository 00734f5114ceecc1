package dev.signet.training;

import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.model.Snapshot;
import java.util.Locale;

/**
 * The last weights that were known to be good, to go back to when training diverges. It owns the
 * copy, unless that was handed over: {@link #close} frees it. Not safe for use by several threads.
 */
final class LastGood implements AutoCloseable {
  private final ResNet net;
  private final Progress progress;
  private Snapshot snapshot;
  private boolean handedOver;
  private boolean apart; // from the best weights, each in memory of its own
  private int epochs;
  private String when = "that training began with";

  /** Takes what the network holds now for good. */
  LastGood(ResNet net, Progress progress) {
    this.net = net;
    this.progress = progress;
    this.snapshot = Snapshot.of(net);
  }

  /** Takes what the network holds, after a resume, for good. */
  void resume() {
    renew();
    epochs = progress.epoch();
    when = String.format(Locale.ROOT, "after step %d, where training went on", progress.step());
  }

  /**
   * Takes what the network holds at the end of an epoch. A step's loss is from before its update:
   * what the last update did shows only here.
   *
   * @throws DivergedException if a parameter is NaN or infinite
   */
  void requireFinite() {
    if (!ModelState.isFinite(net)) {
      snapshot.restore();
      throw DivergedException.ofParameters(progress, this);
    }
  }

  /** Takes what the network holds, at the end of the epoch that is under way, for good. */
  void update() {
    renew();
    epochs = progress.epoch() + 1;
    when = "of the end of epoch " + progress.epoch();
  }

  private void renew() {
    if (handedOver) {
      snapshot = Snapshot.of(net);
      handedOver = false;
    } else {
      snapshot.update();
      apart = true;
    }
  }

  /**
   * A copy of the good weights for the best ones. Until they differ for the first time, that is the
   * copy here, so that one of the size of the network is saved; it is looked into until the next
   * update. From then on each stays in its own memory: to free and take tens of megabytes in turn
   * leaves holes.
   *
   * @param best the former copy of the caller, which is updated or closed
   */
  Snapshot share(Snapshot best) {
    if (apart) {
      best.update();
      return best;
    }
    best.close();
    return handOver();
  }

  /** The copy, which now belongs to the caller. */
  Snapshot handOver() {
    handedOver = true;
    return snapshot;
  }

  /** Gives the network back its good weights. */
  void restore() {
    snapshot.restore();
  }

  /** Gives the network back its good weights because the loss is no finite number. */
  DivergedException restoreAfter(double loss, double lr) {
    snapshot.restore();
    return DivergedException.ofLoss(loss, progress, lr, this);
  }

  /** Epochs that the good weights have behind them. */
  int epochs() {
    return epochs;
  }

  /** Which weights they are. */
  String when() {
    return when;
  }

  @Override
  public void close() {
    if (!handedOver) {
      snapshot.close();
    }
  }
}
