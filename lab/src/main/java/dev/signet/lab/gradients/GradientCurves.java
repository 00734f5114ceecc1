package dev.signet.lab.gradients;

import dev.signet.html.HtmlTheme;
import dev.signet.listeners.Charts;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** Curves of gradients, their logarithms upwards. Thread-safe: it keeps no state. */
final class GradientCurves {
  /** What lies below is drawn here: gradients of nothing have no logarithm. */
  private static final double FLOOR = 1e-40;

  private GradientCurves() {}

  /** The norm over the layers, at the beginning of each training. */
  static BufferedImage overLayers(List<GradientFlow> flows, HtmlTheme theme) {
    XYChart chart =
        Charts.themed(
            "Gradient of each layer in the first tenth of the steps",
            "layer, from the pictures to the loss",
            "norm of the gradient, power of ten",
            theme);
    for (int i = 0; i < flows.size(); i++) {
      GradientFlow flow = flows.get(i);
      int part = Math.max(1, flow.steps() / 10);
      List<Integer> layers = IntStream.rangeClosed(1, flow.layers().size()).boxed().toList();
      List<Double> norms =
          layers.stream().map(layer -> power(flow.typical(layer - 1, 0, part))).toList();
      Charts.add(chart, name(flow), layers, norms, theme.series().get(i));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** The norm of the first layer over the steps. */
  static BufferedImage overSteps(List<GradientFlow> flows, HtmlTheme theme) {
    XYChart chart =
        Charts.themed(
            "Gradient of the first layer", "step", "norm of the gradient, power of ten", theme);
    for (int i = 0; i < flows.size(); i++) {
      GradientFlow flow = flows.get(i);
      List<Integer> steps = IntStream.range(0, flow.steps()).boxed().toList();
      List<Double> norms = flow.norms().stream().map(step -> power(step.get(0))).toList();
      Charts.add(chart, name(flow), steps, norms, theme.series().get(i));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** The loss over the steps, smoothed over a twentieth of them. */
  static BufferedImage losses(List<GradientFlow> flows, HtmlTheme theme) {
    XYChart chart = Charts.themed("Loss, smoothed", "step", Charts.LOSS, theme);
    for (int i = 0; i < flows.size(); i++) {
      GradientFlow flow = flows.get(i);
      int width = Math.max(1, flow.steps() / 20);
      List<Integer> steps = IntStream.range(0, flow.steps()).boxed().toList();
      List<Double> smooth =
          steps.stream()
              .map(
                  step ->
                      flow.losses().subList(Math.max(0, step - width + 1), step + 1).stream()
                          .mapToDouble(loss -> loss)
                          .average()
                          .orElseThrow())
              .toList();
      Charts.add(chart, name(flow), steps, smooth, theme.series().get(i));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** Short enough for four in a row. */
  private static String name(GradientFlow flow) {
    return flow.twin().replace("_bn", ", batch norm");
  }

  private static double power(double norm) {
    return Math.log10(Math.max(norm, FLOOR));
  }
}
