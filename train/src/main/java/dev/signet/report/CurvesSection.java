package dev.signet.report;

import static j2html.TagCreator.p;

import dev.signet.Text;
import dev.signet.html.HtmlFigure;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTheme;
import dev.signet.listeners.HistoryCharts;
import dev.signet.listeners.HistoryCharts.Curve;
import dev.signet.report.History.Row;
import j2html.tags.DomContent;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How the training went. */
final class CurvesSection {
  private CurvesSection() {}

  static HtmlSection of(History history) {
    Row last = history.rows().get(history.rows().size() - 1);
    return HtmlSection.of(
        "Curves",
        p(
            "Training figures are counted while the network learns, each picture before its step;"
                + " watched figures are those of the pictures that the training was watched by,"
                + " after each epoch. Class weights, label smoothing and mixed pictures count in the"
                + " former only."),
        figure(
            "loss",
            List.of(
                curve(history, "train", Row::trainLoss),
                curve(history, "watched", Row::validationLoss)),
            Text.of(
                "Cross entropy over epochs. In the last one: %.4f on the training part, %s watched.",
                last.trainLoss(), shown(last.validationLoss()))),
        figure(
            "accuracy",
            List.of(
                curve(history, "train", Row::trainAccuracy),
                curve(history, "watched", Row::validationAccuracy)),
            Text.of(
                "Accuracy over epochs. In the last one: %s on the training part, %s watched.",
                shown(last.trainAccuracy()), shown(last.validationAccuracy()))),
        figure(
            "learning rate",
            List.of(curve(history, "learning rate", Row::learningRate)),
            "Learning rate at the end of each epoch."));
  }

  private static String shown(double value) {
    return Double.isNaN(value) ? "nothing" : Text.of("%.4f", value);
  }

  private static Curve curve(History history, String name, ToDoubleFunction<Row> value) {
    return new Curve(
        name, history.rows().stream().map(row -> (Double) value.applyAsDouble(row)).toList());
  }

  private static DomContent figure(String what, List<Curve> curves, String caption) {
    List<Curve> measured =
        curves.stream()
            .filter(curve -> curve.values().stream().anyMatch(value -> !value.isNaN()))
            .toList();
    return HtmlFigure.chart(
        HistoryCharts.draw(what, measured, HtmlTheme.LIGHT),
        HistoryCharts.draw(what, measured, HtmlTheme.DARK),
        "Line chart of the " + what + " over epochs. " + caption,
        caption);
  }
}
