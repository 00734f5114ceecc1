package dev.signet.lab.gradients;

import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.drawing.Png;
import dev.signet.html.HtmlFigure;
import dev.signet.html.HtmlPage;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import dev.signet.html.HtmlTheme;
import j2html.tags.DomContent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/** An experiment with gradients as one HTML page and three pictures. Thread-safe. */
public final class GradientPage {
  private GradientPage() {}

  /**
   * Writes {@code gradients.html}, {@code heatmap.png}, {@code curves.png} and {@code loss.png}.
   *
   * @param flows of all four networks
   * @param setup how they were trained, one sentence
   * @throws SignetException if this Java cannot draw, or a file cannot be written
   */
  public static void write(Path folder, List<GradientFlow> flows, String setup) {
    try {
      Png.write(GradientHeatmap.draw(flows, HtmlTheme.LIGHT), folder.resolve("heatmap.png"));
      Png.write(GradientCurves.overLayers(flows, HtmlTheme.LIGHT), folder.resolve("curves.png"));
      Png.write(GradientCurves.losses(flows, HtmlTheme.LIGHT), folder.resolve("loss.png"));
      page(flows, setup).write(folder.resolve("gradients.html"));
    } catch (LinkageError | InternalError e) {
      throw new SignetException(
          "the gradients were not drawn: this Java has no usable fonts (%s)".formatted(e), e);
    }
  }

  private static HtmlPage page(List<GradientFlow> flows, String setup) {
    return new HtmlPage(
        "What gradient reaches the first layers",
        GradientText.summary(flows),
        List.of(
            HtmlSection.of(
                "What is seen", ul(each(GradientText.sentences(flows), text -> li(text)))),
            HtmlSection.of(
                "Layer by layer",
                chart(
                    flows,
                    GradientCurves::overLayers,
                    "Lines of the gradient's norm over the layers of four networks",
                    "Each line is one network; layer 1 sees the pictures, the last one is the"
                        + " linear layer. A step down on the scale is a tenth of the gradient.")),
            HtmlSection.of(
                "Over time",
                chart(
                    flows,
                    GradientHeatmap::draw,
                    "Four heat maps of the gradient's norm, layers downwards, steps to the right",
                    "Light is a large gradient, dark a small one, on one scale for all four."),
                chart(
                    flows,
                    GradientCurves::overSteps,
                    "Lines of the first layer's gradient norm over the steps",
                    "The gradient that reaches the very first layer.")),
            HtmlSection.of(
                "Whether they learn",
                chart(
                    flows,
                    GradientCurves::losses,
                    "Lines of the loss of four networks over the steps",
                    "Cross entropy of the batches that are trained on; guessing has the logarithm"
                        + " of the number of classes."),
                table(flows).render()),
            HtmlSection.of("How it was done", p(setup))));
  }

  private static DomContent chart(
      List<GradientFlow> flows,
      BiFunction<List<GradientFlow>, HtmlTheme, BufferedImage> draw,
      String alt,
      String caption) {
    return HtmlFigure.chart(
        draw.apply(flows, HtmlTheme.LIGHT), draw.apply(flows, HtmlTheme.DARK), alt, caption);
  }

  private static HtmlTable table(List<GradientFlow> flows) {
    HtmlTable table =
        new HtmlTable(
            "Gradient of the first quarter of the layers over that of the last quarter, and loss in"
                + " nats, in the first and the last tenth of the steps.",
            "Network",
            "#ratio at first",
            "#ratio at last",
            "#loss at first",
            "#loss at last",
            "#accuracy at last");
    for (GradientFlow flow : flows) {
      table.row(
          flow.title(),
          Text.of("%.3g", flow.earlyToLateAtFirst()),
          Text.of("%.3g", flow.earlyToLateAtLast()),
          Text.of("%.3f", flow.firstLoss()),
          Text.of("%.3f", flow.lastLoss()),
          Text.of("%.1f %%", flow.lastAccuracy() * 100));
    }
    return table;
  }
}
