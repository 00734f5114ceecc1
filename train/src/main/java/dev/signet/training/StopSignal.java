package dev.signet.training;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks a training to end after the step that it is in. Safe for use by many threads. */
public final class StopSignal implements StoppingRule {
  private final AtomicBoolean requested = new AtomicBoolean();

  /** Asks; asking twice is asking once. */
  public void request() {
    requested.set(true);
  }

  /** Whether it was asked. */
  public boolean requested() {
    return requested.get();
  }

  @Override
  public Optional<StopReason> afterStep() {
    return requested() ? Optional.of(StopReason.INTERRUPTED) : Optional.empty();
  }
}
