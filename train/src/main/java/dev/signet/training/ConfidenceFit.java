package dev.signet.training;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.artifact.Confidence;
import dev.signet.artifact.FittedOn;
import dev.signet.artifact.Novelty;
import dev.signet.confidence.FeatureSpace;
import dev.signet.config.ConfidenceTarget;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.metrics.ConformalLimits;
import dev.signet.metrics.CoverageCurve;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.TemperatureScaling;
import dev.signet.model.ResNet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Learns from validation pictures how far a network's probabilities can be trusted, and when it had
 * better say nothing.
 *
 * @param confidence what the model file is to hold
 * @param temperatureFitted false if the pictures do not tell a temperature, which is then 1:
 *     without a wrong answer any sharper network would fit better still
 * @param limits what the pictures bear out of the coverage that is asked for; where an accuracy is
 *     asked for, of the novelty limit alone
 */
public record ConfidenceFit(
    Confidence confidence, boolean temperatureFitted, ConformalLimits limits) {
  /** Features of so many training pictures, evenly chosen, say where all of them lie. */
  private static final int MOST_TRAINING_PICTURES = 5000;

  /**
   * Fits temperature, threshold and novelty limit. The coverage that is asked for is that of new
   * pictures; of those that need not be answered, half are given to each of the two reasons for
   * {@code unknown}.
   *
   * @param evaluator of the network, in fp32
   * @param train what the network learned from, if it is still there: the space of their features
   *     is taken from them, without which no picture is novel
   * @param validation what the network made of pictures that it has not learned from and that will
   *     not judge it
   * @throws SignetException if no threshold reaches the accuracy that is asked for
   */
  public static ConfidenceFit fit(
      ResNet net,
      Evaluator evaluator,
      Optional<ImageSource> train,
      Outputs validation,
      ConfidenceTarget target) {
    Optional<FeatureSpace> space =
        train.flatMap(part -> PrincipalSpace.of(evaluator.outputs(net, sample(part)).features()));
    LabelledLogits answers = space.map(validation::labelled).orElseGet(validation::labelled);
    OptionalDouble temperature = TemperatureScaling.fit(answers);
    ConformalLimits limits =
        new ConformalLimits(answers.size(), space.isPresent() ? 2 : 1, target.coverage());
    double threshold = threshold(answers, temperature.orElse(1), limits, target);
    Optional<Novelty> novelty =
        space.filter(it -> limits.place() > 0).map(it -> Novelty.of(limit(answers, limits), it));
    FittedOn pictures =
        new FittedOn(
            validation.pictures().name(),
            validation.pictures().size(),
            Fingerprint.of(validation.pictures()),
            target.coverage(),
            target.accuracy());
    return new ConfidenceFit(
        new Confidence(temperature.orElse(1), threshold, novelty, Optional.of(pictures)),
        temperature.isPresent(),
        limits);
  }

  private static double threshold(
      LabelledLogits answers, double temperature, ConformalLimits limits, ConfidenceTarget target) {
    if (target.accuracy().isPresent()) {
      return CoverageCurve.of(answers, temperature)
          .thresholdForAccuracy(target.accuracy().get())
          .orElseThrow(
              () ->
                  new SignetException(
                      Text.of(
                              "no threshold makes the answers right in %.2f %% of the cases; ask for less",
                              target.accuracy().get() * 100)
                          + " (--accuracy) or for a coverage (--coverage)"));
    }
    double[] confidences = scores(answers, i -> answers.confidence(i, temperature));
    return limits.place() == 0 ? 0 : confidences[limits.place() - 1];
  }

  private static double limit(LabelledLogits answers, ConformalLimits limits) {
    double[] distances = scores(answers, answers::novelty);
    return distances[distances.length - limits.place()];
  }

  /** Of all pictures, ascending. */
  private static double[] scores(LabelledLogits answers, IntToDoubleFunction score) {
    return IntStream.range(0, answers.size()).mapToDouble(score).sorted().toArray();
  }

  private static ImageSource sample(ImageSource train) {
    int size = train.size();
    int count = Math.min(size, MOST_TRAINING_PICTURES);
    int[] chosen = IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
    return train.subset(train.name(), chosen);
  }
}
