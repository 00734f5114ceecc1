package dev.signet.report;

import static j2html.TagCreator.div;
import static j2html.TagCreator.p;

import dev.signet.Text;
import dev.signet.data.ImageSource;
import dev.signet.explain.GradCam;
import dev.signet.explain.Heatmap;
import dev.signet.explain.Overlay;
import dev.signet.html.HtmlFigure;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.Evaluation;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The wrong answers that the model was surest of, and what in the picture spoke for them. */
final class ErrorsSection {
  private static final int THUMBNAIL = 112;
  private static final String TITLE = "Most confident errors";

  private ErrorsSection() {}

  static HtmlSection of(
      Evaluation evaluation, Optional<ImageSource> pictures, RunFacts facts, ComputeDevice device) {
    List<EvaluatedPicture> errors = evaluation.mostConfidentErrors();
    if (errors.isEmpty()) {
      return HtmlSection.of(TITLE, p("No picture was answered wrongly."));
    }
    if (pictures.isEmpty()) {
      return HtmlSection.of(
          TITLE,
          p("The pictures are no longer where they were, so they are named only."),
          table(errors));
    }
    return HtmlSection.of(
        TITLE,
        p(
            "Look at these first: the label may be what is wrong. Beside each picture lies the"
                + " Grad-CAM heat map of the class that it was taken for: warm colours spoke for"
                + " it."),
        gallery(errors, pictures.get(), facts, device));
  }

  private static DomContent gallery(
      List<EvaluatedPicture> errors, ImageSource pictures, RunFacts facts, ComputeDevice device) {
    List<String> classes = facts.model().manifest().classes();
    try (GradCam cam = GradCam.of(facts.model(), device, GradCam.DEFAULT_LAYER)) {
      List<Heatmap> heat =
          cam.heatmaps(
              errors.stream().map(error -> pictures.pixels(error.index())).toList(),
              errors.stream().mapToInt(error -> classes.indexOf(error.predicted())).toArray());
      return HtmlFigure.gallery(
          IntStream.range(0, errors.size())
              .mapToObj(i -> figure(errors.get(i), pictures, heat.get(i)))
              .toList());
    }
  }

  private static DomContent figure(EvaluatedPicture error, ImageSource pictures, Heatmap heat) {
    byte[] pixels = pictures.pixels(error.index());
    ImageSize size = pictures.pictureSize();
    List<DomContent> both = new ArrayList<>();
    both.add(
        HtmlFigure.thumbnail(
            RgbPixels.toImage(pixels, size),
            THUMBNAIL,
            "Picture %s, of class %s".formatted(error.id(), error.label())));
    both.add(
        HtmlFigure.thumbnail(
            Overlay.draw(pixels, size, heat),
            THUMBNAIL,
            "Heat map of class %s over it".formatted(error.predicted())));
    return HtmlFigure.captioned(div().with(both).withClass("pair"), caption(error));
  }

  private static String caption(EvaluatedPicture error) {
    return Text.of(
        "%s is %s, taken for %s (%s)%s%s",
        error.id(),
        error.label(),
        error.predicted(),
        Texts.percent(error.probability()),
        error.unknown() ? "; answered unknown" : "",
        leak(error));
  }

  private static String leak(EvaluatedPicture error) {
    return switch (error.leak()) {
      case NONE -> "";
      case NEAR -> "; nearly the same picture is in the training part";
      case IDENTICAL -> "; in the training part, too";
    };
  }

  private static DomContent table(List<EvaluatedPicture> errors) {
    HtmlTable table = new HtmlTable(TITLE, "picture", "true class", "taken for", "#probability");
    errors.forEach(
        error ->
            table.row(
                error.id(), error.label(), error.predicted(), Texts.percent(error.probability())));
    return table.render();
  }
}
