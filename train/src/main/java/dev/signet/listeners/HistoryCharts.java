package dev.signet.listeners;

import dev.signet.html.HtmlTheme;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** Plots of how a training went, for pages. Thread-safe: it keeps no state. */
public final class HistoryCharts {
  private HistoryCharts() {}

  /**
   * A line.
   *
   * @param name in the legend
   * @param values one an epoch; NaN leaves a gap
   */
  public record Curve(String name, List<Double> values) {
    public Curve {
      values = List.copyOf(values);
    }
  }

  /**
   * Lines over epochs.
   *
   * @param what stands on the y axis
   * @param curves of the same length, at most four
   */
  public static BufferedImage draw(String what, List<Curve> curves, HtmlTheme theme) {
    return BitmapEncoder.getBufferedImage(chart(what, curves, theme));
  }

  /** Epochs are counted from 1, as on the pages that show a training. */
  static XYChart chart(String what, List<Curve> curves, HtmlTheme theme) {
    XYChart chart = Charts.themed("", "epoch", what, theme);
    chart.getStyler().setChartTitleVisible(false);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setLegendVisible(curves.size() > 1);
    for (int i = 0; i < curves.size(); i++) {
      List<Double> values = curves.get(i).values();
      Charts.add(
          chart,
          curves.get(i).name(),
          IntStream.rangeClosed(1, values.size()).boxed().toList(),
          values.stream().map(value -> Double.isFinite(value) ? value : Double.NaN).toList(),
          theme.series().get(i));
    }
    return chart;
  }
}
