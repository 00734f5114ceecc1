package dev.signet.spark.training;

import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a worker brings back.
 *
 * @param problem why there is no model, one line that is the same for all workers; else absent
 * @param model the bytes of the model file, from the first worker alone
 * @param unwritten why the run's files are not where they should be, one line; else absent
 */
record Outcome(@Nullable String problem, byte @Nullable [] model, @Nullable String unwritten)
    implements Serializable {
  static Outcome failed(String problem) {
    return new Outcome(problem, null, null);
  }

  static Outcome followed() {
    return new Outcome(null, null, null);
  }

  static Outcome of(byte[] model, Optional<String> unwritten) {
    return new Outcome(null, model, unwritten.orElse(null));
  }
}
