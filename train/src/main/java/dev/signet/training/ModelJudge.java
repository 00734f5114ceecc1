package dev.signet.training;

import dev.signet.artifact.Confidence;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Novelty;
import dev.signet.audit.Duplicates;
import dev.signet.confidence.ConfidenceRule;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.EvaluatedSet;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Leak;
import dev.signet.model.Inputs;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges a network by labelled pictures and by what its model file says of its confidence. Not safe
 * for use by several threads.
 */
public final class ModelJudge {
  private static final int BATCH = 64;

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
   * @param evaluation all figures
   * @param pictures what was said of each picture, in order
   */
  public record Verdict(Evaluation evaluation, List<EvaluatedPicture> pictures) {}

  /** What judges the network of a model file: in fp32, as all engines answer. */
  public static Evaluator evaluator(Manifest manifest, ComputeDevice device) {
    return new Evaluator(new Inputs(manifest.preprocessing(), Arithmetic.plain(device)), BATCH);
  }

  /**
   * Judges a model by the pictures of its run, with the confidence that its file holds.
   *
   * @return what it is worth by the test part, without one by the validation part; empty without
   *     both
   */
  public static Optional<Evaluation> judge(ModelFile file, DataParts data, ComputeDevice device) {
    return data.test()
        .or(data::validation)
        .map(
            pictures -> {
              try (ResNet net = Networks.open(file, device)) {
                Manifest manifest = file.manifest();
                return new ModelJudge(net, evaluator(manifest, device), manifest.confidence())
                    .judge(pictures, Duplicates.leaks(pictures, data.train()))
                    .evaluation();
              }
            });
  }

  /**
   * Judges.
   *
   * @param leaks for each picture, whether the training part holds it, too
   */
  public Verdict judge(ImageSource pictures, List<Leak> leaks) {
    return judge(evaluator.outputs(net, pictures), leaks, confidence);
  }

  /**
   * Judges what a network has said already.
   *
   * @param leaks for each picture, whether the training part holds it, too
   * @param confidence what the model file holds
   */
  public static Verdict judge(Outputs outputs, List<Leak> leaks, Optional<Confidence> confidence) {
    ImageSource pictures = outputs.pictures();
    EvaluatedSet set =
        new EvaluatedSet(
            pictures.name(),
            pictures.classes(),
            IntStream.range(0, pictures.size()).mapToObj(i -> pictures.id(i)).toList(),
            leaks);
    LabelledLogits answers = answers(outputs, confidence);
    ConfidenceRule rule = rule(confidence);
    return new Verdict(Evaluation.of(set, answers, rule), Evaluation.pictures(set, answers, rule));
  }

  /** The share of pictures that are answered {@code unknown}, whatever their labels say. */
  public double unknownShare(ImageSource pictures) {
    LabelledLogits answers = answers(pictures);
    ConfidenceRule rule = rule(confidence);
    long unknown = IntStream.range(0, answers.size()).filter(i -> answers.unknown(i, rule)).count();
    return (double) unknown / answers.size();
  }

  /**
   * The network's answers to pictures.
   *
   * @throws dev.signet.SignetException if one is not a number
   */
  public LabelledLogits answers(ImageSource pictures) {
    return answers(evaluator.outputs(net, pictures), confidence);
  }

  private static LabelledLogits answers(Outputs outputs, Optional<Confidence> confidence) {
    return confidence
        .flatMap(Confidence::novelty)
        .map(Novelty::toSpace)
        .map(outputs::labelled)
        .orElseGet(outputs::labelled)
        .requireFinite();
  }

  private static ConfidenceRule rule(Optional<Confidence> confidence) {
    return confidence.map(Confidence::rule).orElse(ConfidenceRule.NONE);
  }
}
