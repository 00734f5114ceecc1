package dev.signet.training;

import dev.signet.artifact.Confidence;
import dev.signet.artifact.Novelty;
import dev.signet.confidence.ConfidenceRule;
import dev.signet.confidence.FeatureSpace;
import dev.signet.data.ImageSource;
import dev.signet.metrics.JudgedPicture;
import dev.signet.metrics.JudgedSet;
import dev.signet.metrics.Judgement;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Leak;
import dev.signet.model.ResNet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges a network by labelled pictures and by what its model file says of its confidence. Not safe
 * for use by several threads.
 */
public final class ModelJudge {
  private final ResNet net;
  private final Evaluator evaluator;
  private final Optional<Confidence> confidence;

  /**
   * A judge.
   *
   * @param evaluator of the network
   * @param confidence what the model file holds
   */
  public ModelJudge(ResNet net, Evaluator evaluator, Optional<Confidence> confidence) {
    this.net = net;
    this.evaluator = evaluator;
    this.confidence = confidence;
  }

  /**
   * What it came to.
   *
   * @param judgement all figures
   * @param pictures what was said of each picture, in order
   */
  public record Verdict(Judgement judgement, List<JudgedPicture> pictures) {}

  /**
   * Judges.
   *
   * @param leaks for each picture, whether the training part holds it, too
   */
  public Verdict judge(ImageSource pictures, List<Leak> leaks) {
    JudgedSet set =
        new JudgedSet(
            pictures.name(),
            pictures.classes(),
            IntStream.range(0, pictures.size()).mapToObj(i -> pictures.id(i)).toList(),
            leaks);
    LabelledLogits answers = answers(pictures);
    ConfidenceRule rule = rule();
    return new Verdict(Judgement.of(set, answers, rule), Judgement.pictures(set, answers, rule));
  }

  /** The share of pictures that are answered {@code unknown}, whatever their labels say. */
  public double unknownShare(ImageSource pictures) {
    LabelledLogits answers = answers(pictures);
    ConfidenceRule rule = rule();
    long unknown = IntStream.range(0, answers.size()).filter(i -> answers.unknown(i, rule)).count();
    return (double) unknown / answers.size();
  }

  /**
   * The network's answers to pictures.
   *
   * @throws dev.signet.SignetException if one is not a number
   */
  public LabelledLogits answers(ImageSource pictures) {
    Optional<FeatureSpace> space = confidence.flatMap(Confidence::novelty).map(Novelty::toSpace);
    LabelledLogits answers =
        space.isPresent()
            ? evaluator.answers(net, pictures, space.get())
            : evaluator.answers(net, pictures);
    return answers.requireFinite();
  }

  private ConfidenceRule rule() {
    return confidence.map(Confidence::rule).orElse(ConfidenceRule.NONE);
  }
}
