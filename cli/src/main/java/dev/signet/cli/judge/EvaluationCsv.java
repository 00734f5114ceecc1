package dev.signet.cli.judge;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.Text;
import dev.signet.confidence.Share;
import dev.signet.metrics.CalibrationCurve;
import dev.signet.metrics.ClassReport;
import dev.signet.metrics.ClassScores;
import dev.signet.metrics.CleanScore;
import dev.signet.metrics.ConfidenceReport;
import dev.signet.metrics.CoverageCurve.Point;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalDouble;

/** The figures of an evaluation as a table: metric, class (if it is about one), value. */
final class EvaluationCsv {
  private final CsvWriter csv;

  private EvaluationCsv(CsvWriter csv) {
    this.csv = csv;
  }

  static void write(Evaluation evaluation, PrintWriter out) {
    CsvWriter csv = CsvWriter.builder().build(out);
    csv.writeRecord("metric", "class", "value");
    new EvaluationCsv(csv).rows(evaluation);
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rows(Evaluation evaluation) {
    row("count", evaluation.count());
    row("correct", evaluation.correct());
    row("accuracy", evaluation.accuracy());
    row("accuracy_low", evaluation.interval().low());
    row("accuracy_high", evaluation.interval().high());
    row("loss", evaluation.loss());
    evaluation.topK().forEach(top -> row("top_" + top.k(), top.accuracy()));
    evaluation.withoutLeaked().ifPresent(this::withoutLeaked);
    for (ClassScores scores : evaluation.byClass().scores()) {
      row("count", scores.label(), OptionalDouble.of((double) scores.count()));
      row("precision", scores.label(), scores.precision());
      row("recall", scores.label(), scores.recall());
      row("f1", scores.label(), scores.f1());
    }
    row("macro_precision", evaluation.byClass().macro().precision());
    row("macro_recall", evaluation.byClass().macro().recall());
    row("macro_f1", evaluation.byClass().macro().f1());
    confusion(evaluation.byClass());
    confidence(evaluation.confidence());
    for (EvaluatedPicture error : evaluation.mostConfidentErrors()) {
      csv.writeRecord(
          "error_" + error.id(), error.predicted(), Double.toString(error.probability()));
    }
  }

  private void confusion(ClassReport report) {
    List<String> labels = report.scores().stream().map(ClassScores::label).toList();
    for (int row = 0; row < labels.size(); row++) {
      for (int column = 0; column < labels.size(); column++) {
        csv.writeRecord(
            "taken_for_" + labels.get(column),
            labels.get(row),
            Long.toString(report.confusion().get(row).get(column)));
      }
    }
  }

  private void reliability(String prefix, CalibrationCurve reliability) {
    for (CalibrationCurve.Bin bin : reliability.bins()) {
      String name = Text.of("%sbin_%.3f", prefix, bin.high());
      row(name + "_count", bin.count());
      row(name + "_confidence", bin.confidence());
      row(name + "_accuracy", bin.accuracy());
    }
  }

  private void confidence(ConfidenceReport report) {
    row("expected_calibration_error", report.raw().expectedCalibrationError());
    row("temperature", report.calibrated().temperature());
    row("calibrated_loss", report.calibrated().loss());
    row("calibrated_expected_calibration_error", report.calibrated().expectedCalibrationError());
    row("threshold", report.abstention().threshold());
    row("unknown", report.abstention().unknown());
    row("coverage", report.abstention().coverage());
    row("unsure", report.abstention().unsure());
    row("novel", report.abstention().novel());
    report.abstention().answered().ifPresent(share -> shares("answered", share));
    reliability("", report.raw());
    reliability("calibrated_", report.calibrated());
    curve(report.coverage().points());
  }

  /** Numbered, the highest threshold first. */
  private void curve(List<Point> points) {
    for (int i = 0; i < points.size(); i++) {
      String name = "curve_" + (i + 1);
      row(name + "_threshold", points.get(i).threshold());
      row(name + "_coverage", points.get(i).coverage());
      row(name + "_accuracy", points.get(i).accuracy());
    }
  }

  private void withoutLeaked(CleanScore clean) {
    row("leaked_identical", clean.identical());
    row("leaked_near", clean.near());
    shares("without_leaked", clean.others());
  }

  private void shares(String name, Share share) {
    row(name + "_count", share.count());
    row(name + "_accuracy", share.accuracy());
    row(name + "_accuracy_low", share.interval().low());
    row(name + "_accuracy_high", share.interval().high());
  }

  private void row(String metric, long value) {
    csv.writeRecord(metric, "", Long.toString(value));
  }

  private void row(String metric, double value) {
    csv.writeRecord(metric, "", Double.toString(value));
  }

  private void row(String metric, String label, OptionalDouble value) {
    csv.writeRecord(metric, label, value.isPresent() ? Double.toString(value.getAsDouble()) : "");
  }
}
