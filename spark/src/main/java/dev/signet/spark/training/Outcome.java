package dev.signet.spark.training;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a worker brings back.
 *
 * @param problem why there is no model, one line that is the same for all workers; else absent
 * @param model the bytes of the model file, from the first worker alone
 */
record Outcome(@Nullable String problem, byte @Nullable [] model) implements Serializable {
  static Outcome failed(String problem) {
    return new Outcome(problem, null);
  }

  static Outcome followed() {
    return new Outcome(null, null);
  }

  static Outcome of(byte[] model) {
    return new Outcome(null, model);
  }
}
