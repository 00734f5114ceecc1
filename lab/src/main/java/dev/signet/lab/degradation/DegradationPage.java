package dev.signet.lab.degradation;

import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.ul;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.ResNetVariant;
import dev.signet.config.SkipKind;
import dev.signet.drawing.Png;
import dev.signet.html.HtmlFigure;
import dev.signet.html.HtmlPage;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import dev.signet.html.HtmlTheme;
import dev.signet.listeners.Charts;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;

/**
 * An experiment with depth as one picture, plain networks beside residual ones as in the paper's
 * figure 6, and as a page. Stateless.
 */
public final class DegradationPage {
  private static final BasicStroke DASHED =
      new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0);

  private DegradationPage() {}

  /**
   * Writes {@code degradation.html} and {@code degradation.png}.
   *
   * @param setup how the networks were trained, one sentence
   * @throws SignetException if this Java cannot draw, or a file cannot be written
   */
  public static void write(Path folder, List<DepthCurve> curves, String setup) {
    try {
      Png.write(picture(curves, HtmlTheme.LIGHT), folder.resolve("degradation.png"));
      page(curves, setup).write(folder.resolve("degradation.html"));
    } catch (LinkageError | InternalError e) {
      throw new SignetException(
          "the errors were not drawn: this Java has no usable fonts (%s)".formatted(e), e);
    }
  }

  private static HtmlPage page(List<DepthCurve> curves, String setup) {
    List<ResNetVariant> networks = curves.stream().map(DepthCurve::network).toList();
    List<String> sentences = DegradationText.sentences(curves);
    return new HtmlPage(
        "What depth does, with skips and without",
        DegradationText.names(networks) + " on the same pictures.",
        List.of(
            HtmlSection.of("What is seen", ul(each(sentences, text -> li(text)))),
            HtmlSection.of(
                "Errors over the epochs",
                HtmlFigure.chart(
                    picture(curves, HtmlTheme.LIGHT),
                    picture(curves, HtmlTheme.DARK),
                    "Errors over the epochs: plain networks to the left, residual ones to the right",
                    "Dashed: training pictures, changed at random. Solid: pictures held out."),
                table(curves).render()),
            HtmlSection.of("How it was done", p(setup))));
  }

  private static HtmlTable table(List<DepthCurve> curves) {
    HtmlTable table =
        new HtmlTable(
            "Errors at the end, means over the last three epochs",
            "network",
            "#layers",
            "#training error",
            "#held-out error");
    for (DepthCurve curve : curves) {
      table.row(
          curve.network().title(),
          Integer.toString(curve.network().layers()),
          Text.of("%.1f %%", curve.lastTrainError() * 100),
          Text.of("%.1f %%", curve.lastHeldOutError() * 100));
    }
    return table;
  }

  /** Both families side by side, on one scale; one alone if there is no other. */
  static BufferedImage picture(List<DepthCurve> curves, HtmlTheme theme) {
    List<DepthCurve> plain = family(curves, true);
    List<DepthCurve> residual = family(curves, false);
    List<BufferedImage> panels =
        IntStream.range(0, 2)
            .mapToObj(i -> i == 0 ? plain : residual)
            .filter(each -> !each.isEmpty())
            .map(each -> panel(each, each == plain ? "plain" : "residual", curves, theme))
            .toList();
    int width = panels.stream().mapToInt(BufferedImage::getWidth).sum();
    BufferedImage picture =
        new BufferedImage(width, panels.get(0).getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    int x = 0;
    for (BufferedImage panel : panels) {
      pen.drawImage(panel, x, 0, null);
      x += panel.getWidth();
    }
    pen.dispose();
    return picture;
  }

  private static List<DepthCurve> family(List<DepthCurve> curves, boolean plain) {
    return curves.stream()
        .filter(curve -> (curve.network().skip() == SkipKind.NONE) == plain)
        .toList();
  }

  private static BufferedImage panel(
      List<DepthCurve> family, String title, List<DepthCurve> all, HtmlTheme theme) {
    XYChart chart = Charts.themed(title + " networks", "epoch", "error, %", theme);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisMax(highest(all));
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideSW); // errors fall to the right
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
    for (int i = 0; i < family.size(); i++) {
      DepthCurve curve = family.get(i);
      Color color = theme.series().get(i % theme.series().size());
      List<Integer> epochs = IntStream.rangeClosed(1, curve.trainError().size()).boxed().toList();
      String layers = curve.network().layers() + " layers";
      XYSeries train =
          Charts.add(chart, layers + ", training", epochs, percent(curve.trainError()), color);
      train.setLineStyle(DASHED);
      Charts.add(chart, layers + ", held out", epochs, percent(curve.heldOutError()), color);
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** Of all curves, rounded up: both panels have one scale. */
  private static double highest(List<DepthCurve> curves) {
    double highest =
        curves.stream()
            .flatMap(curve -> curve.trainError().stream())
            .mapToDouble(error -> error)
            .max()
            .orElse(1);
    return Math.min(100, Math.ceil(highest * 10) * 10);
  }

  private static List<Double> percent(List<Double> shares) {
    return shares.stream().map(share -> share * 100).toList();
  }
}
