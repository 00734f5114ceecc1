package dev.signet.lab;

import dev.signet.SignetException;
import dev.signet.files.AtomicFile;
import dev.signet.lab.GrowthBenchmark.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The time of an epoch's data work over the size of the data set, both axes logarithmic, beside the
 * line of a cost that grows as the pictures do. Thread-safe: it keeps no state.
 */
public final class GrowthChart {
  private static final Color MEASURED = new Color(0x1f77b4);
  private static final Color LINEAR = new Color(0x999999);
  private static final Color GRID = new Color(0xe4e4e4);

  private GrowthChart() {}

  /**
   * Draws a PNG.
   *
   * @param points the smallest data set first; the linear line goes through it
   * @throws SignetException if this Java cannot draw, or the file cannot be written
   */
  public static void write(Path file, List<Point> points) {
    BufferedImage picture;
    try {
      picture = BitmapEncoder.getBufferedImage(chart(points));
    } catch (LinkageError | InternalError e) {
      throw new SignetException(
          "%s was not drawn: this Java has no usable fonts (%s); leave out --plot"
              .formatted(file, e),
          e);
    }
    AtomicFile.write(
        file,
        out -> {
          try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(picture, "png", stream);
          }
        });
  }

  private static XYChart chart(List<Point> points) {
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(540)
            .title("Data work of an epoch")
            .xAxisTitle("pictures")
            .yAxisTitle("milliseconds")
            .build();
    Styler style = chart.getStyler();
    style.setLocale(Locale.ROOT);
    style.setLegendPosition(Styler.LegendPosition.InsideNW);
    style.setLegendBorderColor(GRID);
    style.setChartBackgroundColor(Color.WHITE);
    chart.getStyler().setPlotGridLinesColor(GRID);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    chart.getStyler().setYAxisDecimalPattern("#,##0.##");
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    List<Double> pictures = points.stream().map(point -> (double) point.pictures()).toList();
    double first = points.get(0).microsPerPicture() / 1000;
    add(chart, "linear", pictures, pictures.stream().map(count -> count * first).toList(), LINEAR);
    List<Double> measured = points.stream().map(point -> point.epoch().median()).toList();
    XYSeries series = add(chart, "measured", pictures, measured, MEASURED);
    series.setMarker(SeriesMarkers.CIRCLE);
    return chart;
  }

  private static XYSeries add(
      XYChart chart, String name, List<Double> x, List<Double> y, Color color) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setLineColor(color);
    series.setMarkerColor(color);
    series.setLineStyle(new BasicStroke(2));
    series.setMarker(SeriesMarkers.NONE);
    return series;
  }
}
