package dev.signet.server.models;

import dev.signet.SignetException;
import java.util.Optional;
import java.util.function.Supplier;

/** An explainer that is made when it is first asked for. Safe for use by many threads. */
final class LazyExplainer implements AutoCloseable {
  private final Supplier<Explainer> open;
  private Optional<Explainer> opened = Optional.empty(); // guarded by this
  private boolean closed; // guarded by this

  LazyExplainer(Supplier<Explainer> open) {
    this.open = open;
  }

  /**
   * The explainer.
   *
   * @throws SignetException if the model cannot be explained
   */
  synchronized Explainer get() {
    if (closed) {
      throw new SignetException("another model has taken the place of this one; ask again");
    }
    if (opened.isEmpty()) {
      opened = Optional.of(open.get());
    }
    return opened.orElseThrow();
  }

  @Override
  public synchronized void close() {
    closed = true;
    opened.ifPresent(Explainer::close);
  }
}
