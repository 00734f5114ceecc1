package dev.signet.explain;

import dev.signet.Text;
import dev.signet.confidence.Share;
import java.util.ArrayList;
import java.util.List;

/** A shortcut probe in sentences. */
final class ShortcutVerdict {
  private ShortcutVerdict() {}

  static List<String> of(ShortcutReport report) {
    List<String> sentences = new ArrayList<>();
    sentences.add(headline(report));
    sentences.add(model(report));
    report.floor().ifPresent(floor -> sentences.add(data(report, floor)));
    report.corners().ifPresent(corners -> sentences.add(corners(report, corners)));
    report.border().ifPresent(heat -> sentences.add(heat(heat)));
    return List.copyOf(sentences);
  }

  private static String headline(ShortcutReport report) {
    String giver =
        report.dataTellByCorners()
            ? "the background"
            : "the border, which may hold a part of the object,";
    if (report.modelReadsBorder()) {
      return "SHORTCUT: "
          + giver
          + " predicts the class, and the model uses it. A good score on such pictures does not"
          + " show that it knows the object.";
    }
    return report.dataTellByBorder() || report.dataTellByCorners()
        ? "SHORTCUT POSSIBLE: "
            + giver
            + " predicts the class, though this model was not seen to use it."
        : "No shortcut by the border was found.";
  }

  private static String model(ShortcutReport report) {
    Share border = report.score(ProbeView.BORDER_ONLY);
    String found =
        say(
            "With only the border left (%.0f %% of the pixels: background, and what of the object reaches"
                + " it), the model names %s"
                + " right, where always answering the commonest class gives %.1f %%",
            report.frame().area() * 100, share(border), report.chance() * 100);
    return report.modelReadsBorder()
        ? found + ": it has learned what the border tells."
        : found
            + ". It was never shown masked pictures, so this does not prove that it ignores"
            + " the border.";
  }

  private static String data(ShortcutReport report, Share floor) {
    String found =
        say(
            "Without any model, the training picture with the nearest border names %s right",
            share(floor));
    return report.dataTellByBorder()
        ? found + ": the border alone is enough for that."
        : found + ": not more than chance.";
  }

  private static String corners(ShortcutReport report, Share corners) {
    String found = say("By its corners alone it names %s right", share(corners));
    return report.dataTellByCorners()
        ? found + ", and an object hardly reaches there: it is the background that tells."
        : found + ": not more than chance.";
  }

  private static String heat(HeatShare heat) {
    String compared =
        heat.isMoreThanEven()
            ? "more than an even map"
            : heat.isLessThanEven() ? "less than an even map" : "no more than an even map";
    return say(
        "The border holds %.0f %% of the Grad-CAM heat and %.0f %% of the pixels: %s.",
        heat.mean() * 100, heat.area() * 100, compared);
  }

  private static String share(Share score) {
    return say(
        "%.1f %% (95 %% interval %.0f to %.0f %%)",
        score.accuracy() * 100, score.interval().low() * 100, score.interval().high() * 100);
  }

  private static String say(String format, Object... arguments) {
    return Text.of(format, arguments);
  }
}
