package dev.signet.training;

import dev.signet.SignetException;
import dev.signet.artifact.Confidence;
import dev.signet.artifact.FittedOn;
import dev.signet.artifact.Novelty;
import dev.signet.config.ConfidenceTarget;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageDataset;
import dev.signet.metrics.CoverageCurve;
import dev.signet.metrics.FeatureSpace;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.TemperatureScaling;
import dev.signet.model.ResNet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Learns from validation pictures how far a network's probabilities can be trusted, and when it had
 * better say nothing.
 *
 * @param confidence what the model file is to hold
 * @param temperatureFitted false if the pictures do not tell a temperature, which is then 1:
 *     without a wrong answer any sharper network would fit better still
 */
public record ConfidenceFit(Confidence confidence, boolean temperatureFitted) {
  /** Features of so many training pictures, evenly chosen, say where all of them lie. */
  private static final int MOST_TRAINING_PICTURES = 5000;

  /**
   * Fits temperature, threshold and novelty limit. Of the validation pictures that need not be
   * answered, half are given to each of the two reasons for {@code unknown}, so both together leave
   * at least the coverage that is asked for.
   *
   * @param evaluator of the network, in fp32
   * @param train what the network learned from, if it is still there: the space of their features
   *     is taken from them, without which no picture is novel
   * @param validation neither seen by the training nor the pictures that will judge the model
   * @throws SignetException if no threshold reaches the accuracy that is asked for
   */
  public static ConfidenceFit fit(
      ResNet net,
      Evaluator evaluator,
      Optional<ImageDataset> train,
      ImageDataset validation,
      ConfidenceTarget target) {
    Optional<FeatureSpace> space =
        train.flatMap(part -> PrincipalSpace.of(evaluator.features(net, sample(part))));
    LabelledLogits answers =
        space.isPresent()
            ? evaluator.answers(net, validation, space.get())
            : evaluator.answers(net, validation);
    OptionalDouble temperature = TemperatureScaling.fit(answers);
    double answered = 1 - (1 - target.coverage()) / 2;
    double threshold = threshold(answers, temperature.orElse(1), answered, target);
    Optional<Novelty> novelty = space.map(it -> Novelty.of(limit(answers, answered), it));
    FittedOn pictures =
        new FittedOn(
            validation.name(),
            validation.size(),
            Fingerprint.of(validation),
            target.coverage(),
            target.accuracy());
    return new ConfidenceFit(
        new Confidence(temperature.orElse(1), threshold, novelty, Optional.of(pictures)),
        temperature.isPresent());
  }

  private static double threshold(
      LabelledLogits answers, double temperature, double answered, ConfidenceTarget target) {
    CoverageCurve curve = CoverageCurve.of(answers, temperature);
    if (target.accuracy().isEmpty()) {
      return curve.thresholdForCoverage(answered);
    }
    return curve
        .thresholdForAccuracy(target.accuracy().get())
        .orElseThrow(
            () ->
                new SignetException(
                    "no threshold makes the answers right in %.2f %% of the cases; ask for less"
                            .formatted(target.accuracy().get() * 100)
                        + " (--accuracy) or for a coverage (--coverage)"));
  }

  /** The lowest limit within which so many pictures lie. */
  private static double limit(LabelledLogits answers, double answered) {
    double[] ascending =
        IntStream.range(0, answers.size()).mapToDouble(answers::novelty).sorted().toArray();
    return ascending[(int) Math.ceil(answered * ascending.length - 1e-9) - 1];
  }

  private static ImageDataset sample(ImageDataset train) {
    int size = train.size();
    int count = Math.min(size, MOST_TRAINING_PICTURES);
    int[] chosen = IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
    return train.subset(train.name(), chosen);
  }
}
