package dev.signet.cli.judge;

import dev.signet.Text;
import dev.signet.artifact.Confidence;
import dev.signet.artifact.FittedOn;
import dev.signet.artifact.Int8;
import dev.signet.cli.console.CommandBase;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.Strangers;
import dev.signet.metrics.ConfidenceReport;
import dev.signet.metrics.ConformalLimits;
import dev.signet.metrics.Leak;
import dev.signet.training.ConfidenceFit;
import dev.signet.training.ModelJudge;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was fitted, and what it does to the pictures that it was fitted on and to strange ones. */
public final class CalibrationAnswer {
  private static final int STRANGERS = 300;

  /** Built-in pictures are never drawn smaller. */
  private static final int SMALLEST = 32;

  private static final long SEED = 1;

  private final CommandBase command;
  private final ConfidenceFit fit;
  private final Optional<Int8> int8;
  private final ModelJudge judge;
  private final Path model;

  CalibrationAnswer(
      CommandBase command, ConfidenceFit fit, Optional<Int8> int8, ModelJudge judge, Path model) {
    this.command = command;
    this.fit = fit;
    this.int8 = int8;
    this.judge = judge;
    this.model = model;
  }

  void print(ImageSource validation, boolean json) {
    ConfidenceReport report =
        judge.judge(validation, Leak.noneOf(validation.size())).evaluation().confidence();
    Map<String, Double> strangers = strangers(validation);
    if (json) {
      json(validation, report, strangers);
    } else {
      text(validation, report, strangers);
    }
  }

  /** The share of {@code unknown} by kind of picture. */
  private Map<String, Double> strangers(ImageSource like) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Strangers.Kind kind : Strangers.Kind.values()) {
      int side =
          Math.max(SMALLEST, Math.max(like.pictureSize().height(), like.pictureSize().width()));
      ImageSource drawn =
          Strangers.generate(kind, STRANGERS, side, SEED).resizedTo(like.pictureSize());
      shares.put(kind.label(), judge.unknownShare(drawn));
    }
    return shares;
  }

  private void text(
      ImageSource validation, ConfidenceReport report, Map<String, Double> strangers) {
    Confidence confidence = fit.confidence();
    command.say("Fitted on: %s (%d pictures)", validation.name(), validation.size());
    if (fit.temperatureFitted()) {
      command.say(
          "Temperature: %.3f; expected calibration error %.4f before, %.4f after; loss %.4f, %.4f",
          confidence.temperature(),
          report.raw().expectedCalibrationError(),
          report.calibrated().expectedCalibrationError(),
          report.raw().loss(),
          report.calibrated().loss());
    } else {
      command.say(
          "Temperature: 1, as it was: these pictures tell none (no wrong answer, or almost only)");
    }
    command.say("Threshold: %s", EvaluationText.percent(confidence.threshold()));
    command.say(
        "Novelty limit: %s",
        confidence
            .novelty()
            .map(novelty -> Text.of("%.4f", novelty.limit()))
            .orElse(
                fit.limits().place() == 0
                    ? "none: everything is to be answered"
                    : "none: the training pictures are not there, or too few"));
    if (confidence.fittedOn().flatMap(FittedOn::accuracy).isEmpty()) {
      command.say("Coverage: %s", coverage(fit.limits()));
    }
    command.say(
        "Unknown: %d of %d validation pictures%s",
        report.abstention().unknown(),
        validation.size(),
        report
            .abstention()
            .answered()
            .map(
                share ->
                    "; of the answers %s are right"
                        .formatted(EvaluationText.percent(share.accuracy())))
            .orElse(""));
    command.say(
        "Unknown among %d drawn pictures each of no class: %s",
        STRANGERS,
        strangers.entrySet().stream()
            .map(e -> e.getKey() + " " + EvaluationText.percent(e.getValue()))
            .collect(Collectors.joining(", ")));
    int8.ifPresent(it -> command.say("%s", int8(it)));
    command.say("Model: %s", model);
  }

  /** What is promised of new pictures. */
  public static String coverage(ConformalLimits limits) {
    String bound = EvaluationText.percent(limits.bound());
    return limits.isBorneOut()
        ? "%s of new pictures like these, or more, will be answered in the mean".formatted(bound)
        : Text.of(
            "%d pictures bear out %s at most, not %s; that takes %d",
            limits.pictures(), bound, EvaluationText.percent(limits.coverage()), limits.needed());
  }

  /** What answers in int8 are worth. */
  public static String int8(Int8 int8) {
    return Text.of(
            "Int8: %d of %d pictures answered as in fp32, which computed %d of them again (leads"
                + " below %.3f); probabilities move by %.4f in the mean",
            int8.same(), int8.pictures(), int8.again(), int8.rounding(), int8.difference())
        + int8.objection().map("; never chosen by itself: "::concat).orElse("");
  }

  private void json(
      ImageSource validation, ConfidenceReport report, Map<String, Double> strangers) {
    Confidence confidence = fit.confidence();
    Written answer =
        new Written(
            validation.name(),
            validation.size(),
            confidence.temperature(),
            fit.temperatureFitted(),
            confidence.threshold(),
            confidence.novelty().map(novelty -> novelty.limit()),
            fit.limits().coverage(),
            fit.limits().bound(),
            report.raw().expectedCalibrationError(),
            report.calibrated().expectedCalibrationError(),
            report.abstention().unknown(),
            strangers,
            int8.map(Int8Worth::of));
    command.answer(answer);
  }

  /** The answer in JSON. */
  private record Written(
      String data,
      int count,
      double temperature,
      boolean temperatureFitted,
      double threshold,
      Optional<Double> noveltyLimit,
      double coverage,
      double coverageBound,
      double expectedCalibrationError,
      double calibratedExpectedCalibrationError,
      long unknown,
      Map<String, Double> unknownShareOfStrangers,
      Optional<Int8Worth> int8) {}

  /** Of {@link Int8}, what is not for the engine alone. */
  private record Int8Worth(int pictures, int same, int again, double rounding, double difference) {
    static Int8Worth of(Int8 int8) {
      return new Int8Worth(
          int8.pictures(), int8.same(), int8.again(), int8.rounding(), int8.difference());
    }
  }
}
