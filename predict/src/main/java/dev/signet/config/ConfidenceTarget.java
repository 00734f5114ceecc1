package dev.signet.config;

import java.util.Optional;

/**
 * When a model had better say that it does not know.
 *
 * @param coverage share of new pictures like the validation pictures that is to be answered, above
 *     0 to 1
 * @param accuracy instead of a share for the least probability: how often the validation pictures
 *     that are answered must be answered rightly, above 0 to 1
 */
public record ConfidenceTarget(double coverage, Optional<Double> accuracy) {
  /** One new picture in twenty may be {@code unknown}. */
  public static final ConfidenceTarget DEFAULT = new ConfidenceTarget(0.95, Optional.empty());

  public ConfidenceTarget {
    Ranges.requirePositive("coverage (--coverage)", coverage, 1);
    accuracy.ifPresent(value -> Ranges.requirePositive("accuracy (--accuracy)", value, 1));
  }
}
