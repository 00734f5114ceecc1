package dev.signet.artifact;

import java.util.Map;

/**
 * Where a model's weights come from.
 *
 * @param recipe the name that its training options started from
 * @param seed of the run
 * @param epochs that were completed
 * @param trainingData what a person would call the training pictures
 * @param trainingPictures how many there were
 * @param fingerprint SHA-256 of the training pictures and labels, hexadecimal
 * @param metrics by name, such as {@code train_accuracy}: shares, 0 to 1
 */
public record Provenance(
    String recipe,
    long seed,
    int epochs,
    String trainingData,
    int trainingPictures,
    String fingerprint,
    Map<String, Double> metrics) {
  /** Of weights that came without a manifest. */
  public static final Provenance UNKNOWN =
      new Provenance("unknown", 0, 0, "unknown", 0, "unknown", Map.of());
}
