package dev.signet.metrics;

import dev.signet.Text;
import dev.signet.artifact.Score;
import dev.signet.confidence.ConfidenceRule;
import dev.signet.confidence.Share;
import dev.signet.confidence.WilsonInterval;
import java.util.List;
import java.util.Optional;

/**
 * All that labelled pictures tell of a network.
 *
 * @param data what the pictures are called
 * @param count pictures
 * @param correct those whose predicted class is the true one
 * @param accuracy their share, 0 to 1
 * @param interval 95 % Wilson interval of the accuracy
 * @param loss mean cross entropy of the logits as they are, nats
 * @param topK how often the true class is among the first few
 * @param withoutLeaked the score without the pictures that the training part holds, too, or nearly
 *     so; empty if there are none, or nothing else
 * @param byClass scores of each class and the confusion matrix
 * @param confidence calibration, and what the threshold does
 * @param mostConfidentErrors the wrong answers that the network was surest of
 */
public record Evaluation(
    String data,
    long count,
    long correct,
    double accuracy,
    WilsonInterval interval,
    double loss,
    List<TopK> topK,
    Optional<CleanScore> withoutLeaked,
    ClassReport byClass,
    ConfidenceReport confidence,
    List<EvaluatedPicture> mostConfidentErrors) {
  private static final int ERRORS = 20;

  public Evaluation {
    topK = List.copyOf(topK);
    mostConfidentErrors = List.copyOf(mostConfidentErrors);
  }

  /**
   * Works everything out.
   *
   * @param set the pictures, in the order of the answers
   * @param rule the model's temperature and threshold
   */
  public static Evaluation of(EvaluatedSet set, LabelledLogits answers, ConfidenceRule rule) {
    if (set.ids().size() != answers.size()) {
      throw new IllegalArgumentException(
          Text.of("%d pictures need as many answers but had %d", set.ids().size(), answers.size()));
    }
    Share all = answers.share();
    return new Evaluation(
        set.name(),
        all.count(),
        all.correct(),
        all.accuracy(),
        all.interval(),
        answers.loss(1),
        TopK.usual(answers),
        CleanScore.of(set.leaks(), answers),
        ClassReport.of(answers, set.classes()),
        ConfidenceReport.of(answers, rule),
        EvaluatedPicture.mostConfidentErrors(pictures(set, answers, rule), ERRORS));
  }

  /** Its counts, as they travel with the model. */
  public Score score() {
    Optional<CleanScore> clean = withoutLeaked;
    return new Score(
        data,
        count,
        correct,
        clean.map(CleanScore::leaked).orElse(0L),
        clean.map(score -> correct - score.others().correct()).orElse(0L));
  }

  /** What was said of each picture, in order. */
  public static List<EvaluatedPicture> pictures(
      EvaluatedSet set, LabelledLogits answers, ConfidenceRule rule) {
    return EvaluatedPicture.of(set, answers, rule);
  }
}
