package dev.signet.server.api;

import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.server.models.Explanation;
import dev.signet.server.models.ModelIdentity;
import dev.signet.server.models.PictureAnswer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code POST /v1/predict} answers; the names in JSON are the same with underscores. */
final class Answers {
  private Answers() {}

  /**
   * The whole answer.
   *
   * @param predictions one a picture, in the request's order
   */
  record Answer(String requestId, Model model, List<PictureResult> predictions, Timing timing) {}

  /** Which model answered. */
  record Model(String name, String version, String id) {
    static Model of(ModelIdentity identity) {
      return new Model(identity.name(), identity.version(), identity.id());
    }
  }

  /**
   * One picture.
   *
   * @param unknown whether the model had better not answer: it is too unsure, or the picture is
   *     unlike those that it learned from
   * @param classes the most probable first; empty if the picture could not be read
   * @param problem why it could not be read
   * @param explanation of the first class, if it was asked for
   */
  record PictureResult(
      String picture,
      boolean unknown,
      List<ClassProbability> classes,
      @Nullable String problem,
      @Nullable Explained explanation) {}

  /**
   * Where in the picture the network saw a class.
   *
   * @param method {@code gradcam}
   * @param overlay a PNG of the network's input size as a {@code data:} URI: the heat map over the
   *     grey picture
   */
  record Explained(String method, String layer, String label, String overlay) {
    static Explained of(Explanation explanation) {
      String png = Base64.getEncoder().encodeToString(explanation.overlay());
      return new Explained(
          "gradcam",
          explanation.layer(),
          explanation.answer().label(),
          "data:image/png;base64," + png);
    }
  }

  /**
   * Where the time went, the longest of all pictures.
   *
   * @param batchSize pictures that went through the network together
   */
  record Timing(
      double decodeMs, double queuedMs, double computedMs, double totalMs, int batchSize) {}

  static Answer of(
      String requestId,
      ModelIdentity model,
      List<PictureAnswer> answers,
      int topK,
      long startNanos) {
    return new Answer(
        requestId,
        Model.of(model),
        answers.stream().map(answer -> result(answer, topK)).toList(),
        timing(answers, System.nanoTime() - startNanos));
  }

  private static PictureResult result(PictureAnswer answer, int topK) {
    return new PictureResult(
        answer.picture(),
        answer.prediction().map(prediction -> prediction.unknown()).orElse(false),
        answer.prediction().map(prediction -> prediction.top(topK)).orElse(List.of()),
        nullable(answer.problem()),
        nullable(answer.explanation().map(Explained::of)));
  }

  private static <T> @Nullable T nullable(Optional<T> value) {
    return value.isPresent() ? value.get() : null;
  }

  private static Timing timing(List<PictureAnswer> answers, long totalNanos) {
    long decode = answers.stream().mapToLong(PictureAnswer::decodeNanos).max().orElse(0);
    long queued = answers.stream().mapToLong(PictureAnswer::queuedNanos).max().orElse(0);
    long computed = answers.stream().mapToLong(PictureAnswer::computedNanos).max().orElse(0);
    int batch = answers.stream().mapToInt(PictureAnswer::batchSize).max().orElse(0);
    return new Timing(millis(decode), millis(queued), millis(computed), millis(totalNanos), batch);
  }

  /** To a microsecond. */
  private static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
