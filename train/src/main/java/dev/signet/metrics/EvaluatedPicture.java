package dev.signet.metrics;

import dev.signet.confidence.ConfidenceRule;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One labelled picture and what a network said of it.
 *
 * @param index its place among the pictures, from 0
 * @param id its name: a path, or such as {@code test_set_x[12]}
 * @param label the true class
 * @param predicted the most probable class
 * @param probability of that class, calibrated, 0 to 1
 * @param novelty how far its features lie from those of training pictures; 0 if not measured
 * @param unknown whether the network had better not answer: the probability is too low or the
 *     novelty too high
 * @param leak whether the training part holds it, too
 */
public record EvaluatedPicture(
    int index,
    String id,
    String label,
    String predicted,
    double probability,
    double novelty,
    boolean unknown,
    Leak leak) {
  /** Whether the predicted class is the true one. */
  public boolean correct() {
    return label.equals(predicted);
  }

  /** The same in another place. */
  public EvaluatedPicture at(int place) {
    return new EvaluatedPicture(place, id, label, predicted, probability, novelty, unknown, leak);
  }

  /** All pictures, in order. */
  static List<EvaluatedPicture> of(EvaluatedSet set, LabelledLogits answers, ConfidenceRule rule) {
    return IntStream.range(0, answers.size())
        .mapToObj(
            i ->
                new EvaluatedPicture(
                    i,
                    set.ids().get(i),
                    set.classes().get(answers.label(i)),
                    set.classes().get(answers.predicted(i)),
                    answers.confidence(i, rule.temperature()),
                    answers.novelty(i),
                    answers.unknown(i, rule),
                    set.leaks().get(i)))
        .toList();
  }

  /** The wrong ones that the network was surest of, the surest first. */
  static List<EvaluatedPicture> mostConfidentErrors(List<EvaluatedPicture> pictures, int most) {
    return pictures.stream()
        .filter(picture -> !picture.correct())
        .sorted(Comparator.comparingDouble(EvaluatedPicture::probability).reversed())
        .limit(most)
        .toList();
  }
}
