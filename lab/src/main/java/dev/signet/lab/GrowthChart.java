package dev.signet.lab;

import dev.signet.SignetException;
import dev.signet.drawing.Png;
import dev.signet.lab.GrowthBenchmark.Point;
import dev.signet.listeners.Charts;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
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
    Png.write(picture, file);
  }

  private static XYChart chart(List<Point> points) {
    XYChart chart = Charts.empty("Data work of an epoch", "pictures", "milliseconds");
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    chart.getStyler().setYAxisDecimalPattern("#,##0.##");
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(true);
    List<Double> pictures = points.stream().map(point -> (double) point.pictures()).toList();
    double first = points.get(0).microsecondsPerPicture() / 1000;
    Charts.add(
        chart, "linear", pictures, pictures.stream().map(count -> count * first).toList(), LINEAR);
    List<Double> measured = points.stream().map(point -> point.epochMs()).toList();
    XYSeries series = Charts.add(chart, "measured", pictures, measured, MEASURED);
    series.setMarker(SeriesMarkers.CIRCLE);
    return chart;
  }
}
