package dev.signet.report;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that a report shows: from the run's folder, made good for now, or missing.
 *
 * @param value what it is, if it could be had
 * @param remark where it comes from if not from the folder, or why it is missing; a sentence
 */
record Found<T>(Optional<T> value, Optional<String> remark) {
  static <T> Found<T> inFolder(T value) {
    return new Found<>(Optional.of(value), Optional.empty());
  }

  static <T> Found<T> madeGood(T value, String remark) {
    return new Found<>(Optional.of(value), Optional.of(remark));
  }

  static <T> Found<T> missing(String reason) {
    return new Found<>(Optional.empty(), Optional.of(reason));
  }

  /** This, or something else if it is missing. */
  Found<T> or(Supplier<Found<T>> other) {
    return value.isPresent() ? this : other.get();
  }
}
