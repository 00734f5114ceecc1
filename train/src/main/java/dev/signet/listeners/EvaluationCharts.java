package dev.signet.listeners;

import dev.signet.html.HtmlTheme;
import dev.signet.metrics.CalibrationCurve;
import dev.signet.metrics.CoverageCurve;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots of how far a model's confidence can be trusted. Thread-safe: it keeps no state. */
public final class EvaluationCharts {
  private EvaluationCharts() {}

  /** Accuracy against confidence: a model that knows how sure it may be lies on the diagonal. */
  public static BufferedImage reliability(
      CalibrationCurve raw, CalibrationCurve calibrated, HtmlTheme theme) {
    XYChart chart = Charts.themed("Reliability", "confidence", "accuracy", theme);
    unit(chart);
    XYSeries ideal = Charts.add(chart, "ideal", List.of(0.0, 1.0), List.of(0.0, 1.0), theme.ink());
    ideal.setLineStyle(
        new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
    bins(chart, "as it is", raw, theme.series().get(1));
    if (calibrated.temperature() != raw.temperature()) {
      bins(chart, "calibrated", calibrated, theme.series().get(0));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** Accuracy of the answers against the share of pictures that are answered. */
  public static BufferedImage coverage(CoverageCurve curve, double coverage, HtmlTheme theme) {
    XYChart chart = Charts.themed("Accuracy of the surest answers", "coverage", "accuracy", theme);
    unit(chart);
    chart.getStyler().setLegendVisible(coverage < 1); // a single line needs none
    List<CoverageCurve.Point> points = curve.points();
    Charts.add(
        chart,
        "by probability",
        points.stream().map(CoverageCurve.Point::coverage).toList(),
        points.stream().map(CoverageCurve.Point::accuracy).toList(),
        theme.series().get(0));
    chart.getStyler().setYAxisMin(lowest(points));
    if (coverage < 1) {
      Charts.add(
          chart,
          "the model's rule",
          List.of(coverage, coverage),
          List.of(lowest(points), 1.0),
          theme.series().get(1));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  private static double lowest(List<CoverageCurve.Point> points) {
    double min = points.stream().mapToDouble(CoverageCurve.Point::accuracy).min().orElse(0);
    return Math.max(0, Math.floor(min * 10 - 0.5) / 10);
  }

  private static void bins(XYChart chart, String name, CalibrationCurve reliability, Color color) {
    XYSeries series =
        Charts.add(
            chart,
            name,
            reliability.bins().stream().map(CalibrationCurve.Bin::confidence).toList(),
            reliability.bins().stream().map(CalibrationCurve.Bin::accuracy).toList(),
            color);
    series.setMarker(SeriesMarkers.CIRCLE);
  }

  private static void unit(XYChart chart) {
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setXAxisMax(1.0);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(1.0);
  }
}
