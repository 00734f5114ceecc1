package dev.signet.listeners;

import dev.signet.html.HtmlTheme;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What the plots have in common: size, style and how they are written. */
public final class Charts {
  /** The title of an axis of losses. */
  public static final String LOSS = "cross entropy (nats)";

  private static final float LINE_WIDTH = 2;
  private static final Color GRID = new Color(0xe4e4e4);

  private static final Font PAGE_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

  private Charts() {}

  /** A chart without lines that is a file of its own. */
  public static XYChart empty(String title, String xTitle, String yTitle) {
    return chart(new XYChartBuilder().width(900).height(540), title, xTitle, yTitle);
  }

  private static XYChart chart(XYChartBuilder builder, String title, String xTitle, String yTitle) {
    XYChart chart = builder.title(title).xAxisTitle(xTitle).yAxisTitle(yTitle).build();
    XYStyler style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setLegendPosition(Styler.LegendPosition.InsideNE);
    style.setLegendBorderColor(GRID);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
    style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    return chart;
  }

  /**
   * A chart without lines in the colours of a page, with letters that can be read on a phone. The
   * legend is below, where it hides no line.
   */
  public static XYChart themed(String title, String xTitle, String yTitle, HtmlTheme theme) {
    XYChart chart = chart(new XYChartBuilder().width(720).height(450), title, xTitle, yTitle);
    XYStyler style = chart.getStyler();
    style.setLegendPosition(Styler.LegendPosition.OutsideS);
    style.setLegendLayout(Styler.LegendLayout.Horizontal);
    style.setLegendFont(PAGE_FONT);
    style.setAxisTitleFont(PAGE_FONT);
    style.setAxisTickLabelsFont(PAGE_FONT);
    style.setChartBackgroundColor(theme.card());
    style.setPlotBackgroundColor(theme.card());
    style.setLegendBackgroundColor(theme.card());
    style.setLegendBorderColor(theme.line());
    style.setPlotGridLinesColor(theme.line());
    style.setChartFontColor(theme.ink());
    style.setAxisTickLabelsColor(theme.ink());
    style.setAxisTickMarksColor(theme.line());
    return chart;
  }

  /** Adds a line; a single point is drawn as a circle. */
  public static XYSeries add(
      XYChart chart, String name, List<? extends Number> x, List<Double> y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineWidth(LINE_WIDTH);
    series.setMarker(y.size() == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    return series;
  }
}
