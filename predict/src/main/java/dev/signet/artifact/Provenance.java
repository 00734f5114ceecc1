package dev.signet.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;

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
 * @param score what the finished model was worth on pictures that it has not learned from; absent
 *     from files of before there were scores, and where there were no such pictures
 * @param audit what an audit of the pictures said in one sentence, if there was one
 */
public record Provenance(
    String recipe,
    long seed,
    int epochs,
    String trainingData,
    int trainingPictures,
    String fingerprint,
    Map<String, Double> metrics,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Score> score,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> audit) {
  /** Of weights that came without a manifest. */
  public static final Provenance UNKNOWN =
      new Provenance("unknown", 0, 0, "unknown", 0, "unknown", Map.of());

  /** Of a model that has not been judged. */
  public Provenance(
      String recipe,
      long seed,
      int epochs,
      String trainingData,
      int trainingPictures,
      String fingerprint,
      Map<String, Double> metrics) {
    this(
        recipe,
        seed,
        epochs,
        trainingData,
        trainingPictures,
        fingerprint,
        metrics,
        Optional.empty(),
        Optional.empty());
  }

  /** The same with what became known after the training. */
  public Provenance judged(
      Map<String, Double> accuracies, Optional<Score> reached, Optional<String> verdict) {
    return new Provenance(
        recipe,
        seed,
        epochs,
        trainingData,
        trainingPictures,
        fingerprint,
        accuracies,
        reached,
        verdict);
  }
}
