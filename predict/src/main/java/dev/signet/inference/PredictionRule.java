package dev.signet.inference;

import dev.signet.artifact.Confidence;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.Novelty;
import dev.signet.confidence.ConfidenceRule;
import dev.signet.confidence.FeatureSpace;
import dev.signet.confidence.Softmax;
import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.inference.Prediction.Doubt;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Turns a network's numbers into a prediction by the model's temperature, threshold and limit. */
final class PredictionRule {
  private final List<String> classes;
  private final ConfidenceRule rule;
  private final Optional<FeatureSpace> space;

  PredictionRule(Manifest manifest) {
    classes = manifest.classes();
    rule = manifest.confidence().map(Confidence::rule).orElse(ConfidenceRule.NONE);
    space = manifest.confidence().flatMap(Confidence::novelty).map(Novelty::toSpace);
  }

  /** Whether the features of a picture are needed, too. */
  boolean needsFeatures() {
    return space.isPresent();
  }

  /**
   * The prediction.
   *
   * @param numbers {@code [classes]} logits; features may follow
   */
  Prediction predict(float[] numbers) {
    double[] probabilities = Softmax.of(Arrays.copyOf(numbers, classes.size()), rule.temperature());
    List<ClassProbability> ranking =
        IntStream.range(0, classes.size())
            .mapToObj(i -> new ClassProbability(classes.get(i), i, probabilities[i]))
            .sorted(Comparator.comparingDouble(ClassProbability::probability).reversed())
            .toList();
    return new Prediction(ranking, doubt(numbers, ranking.get(0).probability()));
  }

  /**
   * Whether the answer stays what it is if rounding has raised its logit over all others. One that
   * is {@code unknown} is never settled.
   *
   * @param numbers that the prediction was made of
   * @param rounding as {@link Engine#rounding}
   */
  boolean isSettled(Prediction prediction, float[] numbers, double rounding) {
    if (prediction.unknown()) {
      return false;
    }
    int first = prediction.ranking().get(0).index();
    float[] logits = Arrays.copyOf(numbers, classes.size());
    logits[first] -= (float) rounding;
    for (int i = 0; i < logits.length; i++) {
      if (i != first && logits[i] >= logits[first]) {
        return false;
      }
    }
    return !rule.unsure(Softmax.of(logits, rule.temperature())[first]);
  }

  /** Puts into one picture's logits those of the mean of its and another's probabilities. */
  void average(float[] numbers, float[] others) {
    double[] mine = Softmax.of(Arrays.copyOf(numbers, classes.size()), 1);
    double[] theirs = Softmax.of(Arrays.copyOf(others, classes.size()), 1);
    for (int i = 0; i < mine.length; i++) {
      numbers[i] = (float) Math.log((mine[i] + theirs[i]) / 2);
    }
  }

  private Doubt doubt(float[] numbers, double probability) {
    if (space.isPresent() && numbers.length > classes.size()) { // an engine may have logits only
      float[] features = Arrays.copyOfRange(numbers, classes.size(), numbers.length);
      if (rule.novel(space.get().distance(features))) {
        return Doubt.NOVEL;
      }
    }
    return rule.unsure(probability) ? Doubt.UNSURE : Doubt.NONE;
  }
}
