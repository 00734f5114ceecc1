package dev.signet.report;

import static j2html.TagCreator.p;

import dev.signet.Text;
import dev.signet.artifact.Confidence;
import dev.signet.artifact.FittedOn;
import dev.signet.html.HtmlFigure;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import dev.signet.html.HtmlTheme;
import dev.signet.listeners.EvaluationCharts;
import dev.signet.metrics.Abstention;
import dev.signet.metrics.CalibrationCurve;
import dev.signet.metrics.ConfidenceReport;
import dev.signet.metrics.Evaluation;
import j2html.tags.DomContent;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whether the model knows how sure it may be. */
final class ConfidenceSection {
  private ConfidenceSection() {}

  static HtmlSection of(Evaluation evaluation, Optional<Confidence> confidence) {
    ConfidenceReport report = evaluation.confidence();
    List<DomContent> content = new ArrayList<>();
    content.add(p(introduction(confidence)));
    content.add(table(report, confidence.isPresent()));
    content.add(
        chart(
            theme -> EvaluationCharts.reliability(report.raw(), report.calibrated(), theme),
            "Reliability: accuracy of the pictures of about the same confidence. On the dashed line"
                + " the model is right as often as it says."));
    content.add(reliability(calibratedOr(report, confidence.isPresent())));
    content.add(
        chart(
            theme ->
                EvaluationCharts.coverage(report.coverage(), report.abstention().coverage(), theme),
            "Accuracy among the answers when only the surest pictures are answered; coverage is"
                + " their share."));
    content.add(coverage(report));
    return new HtmlSection("Confidence", content);
  }

  private static String introduction(Optional<Confidence> confidence) {
    return confidence
        .flatMap(Confidence::fittedOn)
        .map(ConfidenceSection::fitted)
        .orElse(
            "The model is not calibrated: no validation part was set aside, and nothing is"
                + " answered unknown. signet calibrate changes that.");
  }

  private static String fitted(FittedOn on) {
    return Text.of(
        "Temperature, threshold and novelty limit were fitted on %d pictures of %s, so that %s of"
            + " new pictures like them are answered. What follows is measured on the pictures that"
            + " judge the model.",
        on.pictures(), on.data(), Texts.percent(on.coverage()));
  }

  private static DomContent table(ConfidenceReport report, boolean calibrated) {
    HtmlTable table = new HtmlTable("Calibration", "figure", "#as it is", "#calibrated");
    table.row(
        "temperature", "1", calibrated ? Text.of("%.3f", report.calibrated().temperature()) : "-");
    table.row(
        "expected calibration error",
        Text.of("%.4f", report.raw().expectedCalibrationError()),
        calibrated ? Text.of("%.4f", report.calibrated().expectedCalibrationError()) : "-");
    table.row(
        "loss",
        Text.of("%.4f", report.raw().loss()),
        calibrated ? Text.of("%.4f", report.calibrated().loss()) : "-");
    if (calibrated) {
      unknown(table, report.abstention());
    }
    return table.render();
  }

  private static void unknown(HtmlTable table, Abstention abstention) {
    table.row("least probability that is answered", "0 %", Texts.percent(abstention.threshold()));
    table.row("pictures answered unknown", "0", Long.toString(abstention.unknown()));
    table.row("of these: too unsure", "0", Long.toString(abstention.unsure()));
    table.row("of these: unlike the training pictures", "0", Long.toString(abstention.novel()));
    abstention
        .answered()
        .ifPresent(
            share -> table.row("accuracy of the answers", "", Texts.percent(share.accuracy())));
  }

  private static CalibrationCurve calibratedOr(ConfidenceReport report, boolean calibrated) {
    return calibrated ? report.calibrated() : report.raw();
  }

  private static DomContent reliability(CalibrationCurve reliability) {
    HtmlTable table =
        new HtmlTable(
            "Reliability: one or two pictures in a row say next to nothing",
            "confidence",
            "#pictures",
            "#mean confidence",
            "#accuracy");
    reliability
        .bins()
        .forEach(
            bin ->
                table.row(
                    Text.of("%.0f %% to %.0f %%", bin.low() * 100, bin.high() * 100),
                    Long.toString(bin.count()),
                    Texts.percent(bin.confidence()),
                    Texts.percent(bin.accuracy())));
    return table.render();
  }

  private static DomContent coverage(ConfidenceReport report) {
    HtmlTable table =
        new HtmlTable("Coverage and accuracy", "#coverage", "#accuracy", "#least probability");
    report
        .coverage()
        .thinned(10)
        .points()
        .forEach(
            point ->
                table.row(
                    Texts.percent(point.coverage()),
                    Texts.percent(point.accuracy()),
                    Texts.percent(point.threshold())));
    return table.render();
  }

  private static DomContent chart(Function<HtmlTheme, BufferedImage> draw, String caption) {
    return HtmlFigure.chart(
        draw.apply(HtmlTheme.LIGHT), draw.apply(HtmlTheme.DARK), caption, caption);
  }
}
