package dev.signet.training;

import java.util.concurrent.atomic.AtomicBoolean;

/** Asks a training to end after the step that it is in. Safe for use by many threads. */
public final class StopSignal {
  private final AtomicBoolean requested = new AtomicBoolean();

  /** Asks; asking twice is asking once. */
  public void request() {
    requested.set(true);
  }

  /** Whether it was asked. */
  public boolean requested() {
    return requested.get();
  }
}
