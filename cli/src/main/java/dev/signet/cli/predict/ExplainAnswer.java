package dev.signet.cli.predict;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signet.Text;
import dev.signet.cli.options.PictureOptions;
import dev.signet.config.InputSize;
import dev.signet.drawing.Png;
import dev.signet.explain.Explainer;
import dev.signet.explain.Frame;
import dev.signet.explain.Heatmap;
import dev.signet.explain.Overlay;
import dev.signet.inference.Classifier;
import dev.signet.inference.PredictedPicture;
import dev.signet.inference.Prediction;
import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.picture.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Explains pictures, draws the overlays and tells the numbers, as text or as one JSON object. */
final class ExplainAnswer {
  /** The border that the heat is counted on: an eighth of the shorter side. */
  private static final int BORDER_PART = 8;

  private final ExplainCommand command;
  private final Classifier classifier;
  private final Explainer explainer;
  private final ImageSize size;
  private final Frame frame;
  private final Set<String> names = new HashSet<>();
  private final List<Explained> explanations = new ArrayList<>();
  private final List<PredictedPicture> errors = new ArrayList<>();

  /** The answer in JSON. */
  private record Written(
      String method,
      int borderPixels,
      double borderArea,
      List<Explained> explanations,
      List<PredictedPicture> errors) {}

  /** One picture; the border has no share of a map without heat. */
  private record Explained(
      String picture,
      @JsonUnwrapped ClassProbability answer,
      String overlay,
      double peak,
      Optional<Double> borderShare,
      List<List<Float>> heatmap) {}

  ExplainAnswer(ExplainCommand command, Classifier classifier, Explainer explainer) {
    this.command = command;
    this.classifier = classifier;
    this.explainer = explainer;
    InputSize input = classifier.manifest().model().input();
    size = new ImageSize(input.height(), input.width());
    frame = new Frame(size, Math.min(size.height(), size.width()) / BORDER_PART);
  }

  /** Pictures that could not be read. */
  int failures() {
    return errors.size();
  }

  void explain(List<Path> files, PictureOptions options) {
    List<DecodedPicture> decoded = DecodedPicture.all(options.apply(classifier.decoder()), files);
    decoded.stream().filter(picture -> picture.pixels().isEmpty()).forEach(this::failed);
    List<DecodedPicture> good =
        decoded.stream().filter(picture -> picture.pixels().isPresent()).toList();
    if (good.isEmpty()) {
      return;
    }
    List<byte[]> pixels = good.stream().map(picture -> picture.pixels().orElseThrow()).toList();
    List<ClassProbability> answers =
        classifier.predictPixels(pixels).stream().map(this::explained).toList();
    int[] classes = answers.stream().mapToInt(ClassProbability::index).toArray();
    List<Heatmap> heatmaps = explainer.heatmaps(pixels, classes);
    for (int i = 0; i < good.size(); i++) {
      explained(good.get(i), answers.get(i), heatmaps.get(i));
    }
  }

  private ClassProbability explained(Prediction prediction) {
    return prediction.ranking().stream()
        .filter(each -> command.className == null || each.label().equals(command.className))
        .findFirst()
        .orElseThrow();
  }

  private void failed(DecodedPicture picture) {
    command.note("error: " + picture.problem());
    command.err().flush();
    errors.add(PredictedPicture.unreadable(picture.file().toString(), picture.problem()));
  }

  private void explained(DecodedPicture picture, ClassProbability answer, Heatmap heatmap) {
    Path overlay = command.out.resolve(overlayName(picture.file()));
    String said = Text.of("%s (%.2f %%)", answer.label(), answer.probability() * 100);
    byte[] pixels = picture.pixels().orElseThrow();
    Png.write(
        Overlay.sideBySide(pixels, size, heatmap, said + ", " + command.methodTitle()), overlay);
    double share = heatmap.shareOn(frame);
    if (!command.format.isJson()) {
      String heat =
          Double.isNaN(share)
              ? "nothing in it speaks for the class"
              : Text.of(
                  "%.0f %% of the heat on the border (%.0f %% of the pixels)",
                  share * 100, frame.area() * 100);
      command.say("%s: %s, %s: %s", picture.file(), said, heat, overlay);
    }
    explanations.add(
        new Explained(
            picture.file().toString(),
            answer,
            overlay.toString(),
            heatmap.peak(),
            Optional.of(share).filter(it -> !it.isNaN()),
            heatmap.toRows()));
  }

  /** Pictures of one name in different folders do not overwrite each other's overlays. */
  private String overlayName(Path file) {
    Path last = file.getFileName();
    String base = (last == null ? "picture" : last.toString()).replaceFirst("\\.[^.]*$", "");
    String name = base + "-" + command.methodLabel() + ".png";
    for (int i = 2; !names.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = base + "-" + i + "-" + command.methodLabel() + ".png";
    }
    return name;
  }

  /** Writes the JSON object, which is complete only now. */
  void finish() {
    if (command.format.isJson()) {
      Written answer =
          new Written(command.methodTitle(), frame.thickness(), frame.area(), explanations, errors);
      command.answer(answer);
    }
  }
}
