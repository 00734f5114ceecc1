package dev.signet.server.api;

import dev.signet.inference.PredictedPicture;
import dev.signet.inference.PredictedPicture.Explained;
import dev.signet.server.models.Explanation;
import dev.signet.server.models.ModelIdentity;
import dev.signet.server.models.PictureAnswer;
import java.util.Base64;
import java.util.List;

/** What {@code POST /v1/predict} answers; what is absent is left out. */
final class Answers {
  private Answers() {}

  /**
   * The whole answer.
   *
   * @param predictions one a picture, in the request's order
   */
  record Answer(String requestId, Model model, List<PredictedPicture> predictions, Timing timing) {}

  /** Which model answered. */
  record Model(String name, String version, String id) {
    static Model of(ModelIdentity identity) {
      return new Model(identity.name(), identity.version(), identity.id());
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

  private static PredictedPicture result(PictureAnswer answer, int topK) {
    if (answer.prediction().isEmpty()) {
      return PredictedPicture.unreadable(answer.picture(), answer.problem().orElse("no answer"));
    }
    PredictedPicture said = PredictedPicture.of(answer.picture(), answer.prediction().get(), topK);
    return answer.explanation().map(it -> said.with(explained(it))).orElse(said);
  }

  private static Explained explained(Explanation explanation) {
    String png = Base64.getEncoder().encodeToString(explanation.overlay());
    return new Explained(
        "gradcam",
        explanation.layer(),
        explanation.answer().label(),
        "data:image/png;base64," + png);
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
