package dev.signet.cli.judge;

import dev.signet.Text;
import dev.signet.artifact.Confidence;
import dev.signet.cli.console.Printable;
import dev.signet.confidence.WilsonInterval;
import dev.signet.metrics.Abstention;
import dev.signet.metrics.CalibrationCurve;
import dev.signet.metrics.ClassReport;
import dev.signet.metrics.ClassScores;
import dev.signet.metrics.ConfidenceReport;
import dev.signet.metrics.CoverageCurve.Point;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.MacroScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What an evaluation looks like on a terminal. */
public final class EvaluationText {
  /** A larger confusion matrix does not fit onto a line; JSON has it. */
  private static final int MOST_CLASSES_IN_A_MATRIX = 20;

  private static final int ERRORS = 5;

  private final Evaluation evaluation;
  private final Optional<Confidence> confidence;
  private final List<String> lines = new ArrayList<>();

  EvaluationText(Evaluation evaluation, Optional<Confidence> confidence) {
    this.evaluation = evaluation;
    this.confidence = confidence;
  }

  List<String> lines() {
    add("Data: %s", evaluation.data());
    add("Loss: %.6f", evaluation.loss());
    add(
        "Accuracy: %s (%d of %d), %s",
        percent(evaluation.accuracy()),
        evaluation.correct(),
        evaluation.count(),
        interval(evaluation.interval()));
    evaluation
        .withoutLeaked()
        .ifPresent(
            clean ->
                add(
                    "Accuracy without the %d pictures that the training part holds, too (%s): %s"
                        + " (%d of %d), %s",
                    clean.leaked(),
                    clean.leftOut(),
                    percent(clean.others().accuracy()),
                    clean.others().correct(),
                    clean.others().count(),
                    interval(clean.others().interval())));
    add(
        "Top-k: %s",
        evaluation.topK().stream()
            .map(top -> Text.of("top-%d %s", top.k(), percent(top.accuracy())))
            .collect(Collectors.joining(", ")));
    classes(evaluation.byClass());
    confidence(evaluation.confidence());
    errors();
    return lines;
  }

  private void classes(ClassReport report) {
    int width =
        Math.max(8, report.scores().stream().mapToInt(s -> s.label().length()).max().orElse(0));
    add("%-" + width + "s  pictures  precision   recall       F1", "class");
    String row = "%-" + width + "s  %8s  %9s  %7s  %7s";
    for (ClassScores s : report.scores()) {
      add(row, s.label(), s.count(), share(s.precision()), share(s.recall()), share(s.f1()));
    }
    MacroScores macro = report.macro();
    add(
        row,
        "mean",
        evaluation.count(),
        percent(macro.precision()),
        percent(macro.recall()),
        percent(macro.f1()));
    if (report.scores().size() <= MOST_CLASSES_IN_A_MATRIX) {
      confusion(report, width);
    }
  }

  private void confusion(ClassReport report, int width) {
    List<String> labels = report.scores().stream().map(ClassScores::label).toList();
    add("Confusion (rows: true class, columns: predicted):");
    add("%-" + width + "s%s", "", cells(labels));
    IntStream.range(0, labels.size())
        .forEach(i -> add("%-" + width + "s%s", labels.get(i), cells(report.confusion().get(i))));
  }

  private static String cells(List<?> values) {
    return values.stream().map(v -> Text.of(" %6s", v)).collect(Collectors.joining());
  }

  private void confidence(ConfidenceReport report) {
    String raw =
        Text.of(
            "expected calibration error %.4f as it is", report.raw().expectedCalibrationError());
    if (confidence.isEmpty()) {
      add("Calibration: %s; not calibrated (signet calibrate)", raw);
      surest(report);
      return;
    }
    add(
        "Calibration: %s, %.4f at temperature %.3f%s",
        raw,
        report.calibrated().expectedCalibrationError(),
        report.calibrated().temperature(),
        confidence
            .flatMap(Confidence::fittedOn)
            .map(on -> Text.of(", fitted on %d pictures of %s", on.pictures(), on.data()))
            .orElse(""));
    unknown(report.abstention());
    surest(report);
  }

  private void surest(ConfidenceReport report) {
    CalibrationCurve reliability = confidence.isPresent() ? report.calibrated() : report.raw();
    add(
        "Reliability (said: right, of pictures): %s",
        reliability.bins().stream()
            .map(
                bin ->
                    Text.of(
                        "%.0f%%: %.0f%% of %d",
                        bin.confidence() * 100, bin.accuracy() * 100, bin.count()))
            .collect(Collectors.joining(", ")));
    add("Answering the surest only: %s", coverage(report.coverage().points()));
  }

  private void unknown(Abstention abstention) {
    add(
        "Unknown: %d of %d (%d below the threshold of %s, %d unlike the training pictures)%s",
        abstention.unknown(),
        evaluation.count(),
        abstention.unsure(),
        percent(abstention.threshold()),
        abstention.novel(),
        abstention
            .answered()
            .map(
                share ->
                    Text.of(
                        "; of the %d answers %s are right, %s",
                        share.count(), percent(share.accuracy()), interval(share.interval())))
            .orElse(""));
  }

  /** The points nearest to halves, quarters and so on of the pictures. */
  private static String coverage(List<Point> points) {
    return IntStream.of(50, 70, 80, 90, 95, 100)
        .mapToObj(
            wanted ->
                points.stream()
                    .filter(point -> point.coverage() * 100 >= wanted - 1e-9)
                    .findFirst()
                    .orElseThrow())
        .distinct()
        .map(point -> Text.of("%.0f%% at %s", point.coverage() * 100, percent(point.accuracy())))
        .collect(Collectors.joining(", "));
  }

  private void errors() {
    List<EvaluatedPicture> errors = evaluation.mostConfidentErrors();
    if (errors.isEmpty()) {
      return;
    }
    add("Most confident errors:");
    errors.stream()
        .limit(ERRORS)
        .forEach(
            error ->
                add(
                    "  %s: %s, taken for %s with %s%s",
                    error.id(),
                    error.label(),
                    error.predicted(),
                    percent(error.probability()),
                    error.unknown() ? " (answered unknown)" : ""));
  }

  private void add(String format, Object... arguments) {
    lines.add(Printable.line(Text.of(format, arguments)));
  }

  /** A share as people read it. */
  public static String percent(double share) {
    return Text.of("%.2f%%", share * 100);
  }

  private static String share(OptionalDouble share) {
    return share.isPresent() ? percent(share.getAsDouble()) : "-";
  }

  /** {@code 95% interval 80.38% to 92.25%}. */
  public static String interval(WilsonInterval interval) {
    return Text.of("95%% interval %s to %s", percent(interval.low()), percent(interval.high()));
  }
}
