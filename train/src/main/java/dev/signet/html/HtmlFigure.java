package dev.signet.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.img;
import static j2html.TagCreator.picture;
import static j2html.TagCreator.source;

import dev.signet.drawing.Png;
import j2html.tags.DomContent;
import j2html.tags.specialized.ImgTag;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.List;

/**
 * Pictures inside a page, as PNG in data URIs. {@code alt} is what a person who cannot see the
 * picture is told, {@code caption} what everybody reads below it. Thread-safe: it keeps no state.
 */
public final class HtmlFigure {
  private HtmlFigure() {}

  /**
   * A small picture, a data set's: shown with hard pixels. A larger one is shrunk first.
   *
   * @param side pixels of the page that its longer side takes
   */
  public static ImgTag thumbnail(BufferedImage image, int side, String alt) {
    double scale = (double) side / Math.max(image.getWidth(), image.getHeight());
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage shown = scale < 1 ? shrunk(image, width, height) : image;
    return img()
        .withSrc(dataUri(shown))
        .withAlt(alt)
        .withClass("pixels")
        .attr("width", width)
        .attr("height", height);
  }

  private static BufferedImage shrunk(BufferedImage image, int width, int height) {
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    try {
      graphics.drawImage(
          image.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    } finally {
      graphics.dispose();
    }
    return small;
  }

  /** A picture with a caption. */
  public static DomContent captioned(DomContent content, String caption) {
    return figure(content, figcaption(caption));
  }

  /** Figures side by side, as many in a row as fit. */
  public static DomContent gallery(List<? extends DomContent> figures) {
    return div().with(figures).withClass("gallery");
  }

  /**
   * A chart that was drawn twice, with the colours of {@link HtmlTheme#LIGHT} and of {@link
   * HtmlTheme#DARK}: the browser shows the one that suits.
   */
  public static DomContent chart(
      BufferedImage light, BufferedImage dark, String alt, String caption) {
    DomContent both =
        picture(
            source().withMedia("(prefers-color-scheme: dark)").attr("srcset", dataUri(dark)),
            chartImage(light, alt));
    return figure(both, figcaption(caption)).withClass("chart themed");
  }

  /** The picture as {@code data:image/png;base64,...}. */
  public static String dataUri(BufferedImage image) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.bytes(image));
  }

  private static ImgTag chartImage(BufferedImage image, String alt) {
    return img()
        .withSrc(dataUri(image))
        .withAlt(alt)
        .attr("width", image.getWidth())
        .attr("height", image.getHeight());
  }
}
