package dev.signet.listeners;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.drawing.Png;
import dev.signet.training.LearningRateSweep;
import dev.signet.training.LearningRateSweep.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;

/**
 * The losses of a sweep over its learning rates as a PNG, with the suggestion marked. Safe for use
 * by several threads.
 */
public final class LearningRatePlot {
  private static final Color BATCH = new Color(0xa6cbe6);
  private static final Color SMOOTHED = new Color(0x1f77b4);
  private static final Color SUGGESTION = new Color(0xd95f02);

  /**
   * The top of the plot, times the highest smoothed loss before the lowest one: the losses of a
   * network that diverges would flatten all the others.
   */
  private static final double CEILING = 1.5;

  private static final float[] DASHES = {8, 6};

  private LearningRatePlot() {}

  /**
   * Draws the plot.
   *
   * @param title what was trained how
   * @throws SignetException if the sweep has no points, if this Java cannot draw (it may have no
   *     fonts) or if the file cannot be written
   */
  public static void write(LearningRateSweep sweep, String title, Path file) {
    if (sweep.points().isEmpty()) {
      throw new SignetException("the plot was not drawn: there is no loss to draw");
    }
    BufferedImage picture;
    try {
      picture = BitmapEncoder.getBufferedImage(chart(sweep, title));
    } catch (LinkageError | InternalError | RuntimeException e) {
      throw new SignetException(
          "the plot was not drawn: this Java has no usable fonts (%s)".formatted(e), e);
    }
    Png.write(picture, file);
  }

  private static XYChart chart(LearningRateSweep sweep, String title) {
    XYChart chart = Charts.empty(title, "learning rate", Charts.LOSS);
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideSW);
    List<Double> rates = values(sweep, Point::lr);
    double top = CEILING * highestBeforeLowest(sweep);
    List<Double> losses = values(sweep, point -> Math.min(top, point.loss()));
    List<Double> smoothed = values(sweep, point -> Math.min(top, point.smoothed()));
    Charts.add(chart, "a batch", rates, losses, BATCH).setLineWidth(1);
    Charts.add(chart, "smoothed", rates, smoothed, SMOOTHED);
    sweep
        .suggestion()
        .ifPresent(
            suggestion -> {
              double lr = suggestion.lr();
              XYSeries mark =
                  Charts.add(
                      chart,
                      Text.of("suggestion: --lr %.2g", lr),
                      List.of(lr, lr),
                      List.of(Collections.min(losses), Collections.max(losses)),
                      SUGGESTION);
              mark.setLineStyle(
                  new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0));
            });
    return chart;
  }

  private static double highestBeforeLowest(LearningRateSweep sweep) {
    List<Double> smoothed = values(sweep, Point::smoothed);
    int lowest = smoothed.indexOf(Collections.min(smoothed));
    return Collections.max(smoothed.subList(0, lowest + 1));
  }

  private static List<Double> values(LearningRateSweep sweep, ToDoubleFunction<Point> value) {
    return sweep.points().stream().mapToDouble(value).boxed().toList();
  }
}
