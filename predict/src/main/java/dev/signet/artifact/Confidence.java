package dev.signet.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.InvalidValueException;
import dev.signet.confidence.ConfidenceRule;
import java.util.Optional;

/**
 * How far a model's probabilities may be trusted, fitted on validation pictures.
 *
 * @param temperature what logits are divided by before softmax, above 0; 1 leaves them as they are
 * @param threshold the answer is {@code unknown} where the highest probability is below it, 0 to 1;
 *     0 means that there is always an answer
 * @param novelty when a picture is too strange to be answered, if that was measured
 * @param fittedOn the pictures that all this was fitted on
 */
public record Confidence(
    double temperature,
    double threshold,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Novelty> novelty,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<FittedOn> fittedOn) {
  /** A temperature and a threshold of unknown origin. */
  public Confidence(double temperature, double threshold) {
    this(temperature, threshold, Optional.empty(), Optional.empty());
  }

  public Confidence {
    if (!(temperature > 0 && temperature <= 1000)) {
      throw new InvalidValueException("temperature must be > 0 and <= 1000 but was " + temperature);
    }
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new InvalidValueException("threshold must be 0 to 1 but was " + threshold);
    }
  }

  /** The numbers that decide about an answer. */
  public ConfidenceRule rule() {
    return new ConfidenceRule(
        temperature, threshold, novelty.map(Novelty::limit).orElse(Double.POSITIVE_INFINITY));
  }
}
