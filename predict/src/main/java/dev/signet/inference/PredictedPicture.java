package dev.signet.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.inference.Prediction.Doubt;
import java.util.List;
import java.util.Optional;

/**
 * What is said of one picture, by the command line as over HTTP; in JSON what is not there is left
 * out. Immutable.
 *
 * @param picture its name
 * @param unknown whether the model had better not answer
 * @param answer the most probable class, or {@code unknown}; absent if the picture could not be
 *     read
 * @param doubt why it is {@code unknown}
 * @param classes the most probable first; empty if the picture could not be read
 * @param problem why it could not be read
 * @param explanation of the first class, if it was asked for
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PredictedPicture(
    String picture,
    boolean unknown,
    Optional<String> answer,
    Optional<Doubt> doubt,
    List<ClassProbability> classes,
    Optional<String> problem,
    Optional<Explained> explanation) {
  public PredictedPicture {
    classes = List.copyOf(classes);
  }

  /**
   * Where in the picture the network saw a class.
   *
   * @param method {@code gradcam}
   * @param layer that was looked at
   * @param label of the class
   * @param overlay a PNG as a {@code data:} URI: the heat map over the grey picture
   */
  public record Explained(String method, String layer, String label, String overlay) {}

  /** A picture with its {@code topK} most probable classes. */
  public static PredictedPicture of(String picture, Prediction prediction, int topK) {
    return new PredictedPicture(
        picture,
        prediction.unknown(),
        Optional.of(prediction.answer()),
        Optional.of(prediction.doubt()),
        prediction.top(topK),
        Optional.empty(),
        Optional.empty());
  }

  /** A picture that could not be read, and why. */
  public static PredictedPicture unreadable(String picture, String problem) {
    return new PredictedPicture(
        picture,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.of(problem),
        Optional.empty());
  }

  /** The same, explained. */
  public PredictedPicture with(Explained explained) {
    return new PredictedPicture(
        picture, unknown, answer, doubt, classes, problem, Optional.of(explained));
  }
}
