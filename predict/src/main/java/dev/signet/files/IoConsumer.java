package dev.signet.files;

import java.io.IOException;

/**
 * Something that writes and may fail while doing so.
 *
 * @param <T> what it writes to
 */
@FunctionalInterface
public interface IoConsumer<T> {
  /** Writes to {@code target}. */
  void accept(T target) throws IOException;
}
