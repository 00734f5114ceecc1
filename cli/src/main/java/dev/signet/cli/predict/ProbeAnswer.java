package dev.signet.cli.predict;

import dev.signet.cli.console.Json;
import dev.signet.cli.console.TextOrJson;
import dev.signet.explain.CamLayer;
import dev.signet.explain.HeatShare;
import dev.signet.explain.ProbeView;
import dev.signet.explain.ShortcutReport;
import dev.signet.explain.ShortcutReport.Score;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what a shortcut probe has found, for people or as JSON. */
final class ProbeAnswer {
  private final ProbeCommand command;
  private final CamLayer layer;

  ProbeAnswer(ProbeCommand command, CamLayer layer) {
    this.command = command;
    this.layer = layer;
  }

  void print(String data, ShortcutReport report) {
    if (command.format == TextOrJson.JSON) {
      command.out().println(Json.write(toMap(data, report)));
      command.out().flush();
      return;
    }
    command.say("Data: %s", data);
    command.say(
        "Border: %d pixels on each side, %.0f %% of the picture",
        report.frame().thickness(), report.frame().area() * 100);
    command.say("%-42s %8s  %s", "", "accuracy", "95 % interval");
    for (ProbeView view : ProbeView.values()) {
      row(title(view), report.score(view));
    }
    report.floor().ifPresent(floor -> row("no model: nearest training border", floor));
    report.corners().ifPresent(floor -> row("no model: nearest training corners", floor));
    command.say("%-42s %7.2f%%", "always the commonest class", report.chance() * 100);
    heat("on the border", report.border());
    heat("on a centre of as many pixels", report.centre());
    command.say("");
    report.verdict().forEach(sentence -> command.say("%s", sentence));
  }

  private void row(String title, Score score) {
    command.say(
        "%-42s %7.2f%%  %.1f to %.1f",
        title, score.accuracy() * 100, score.interval().low() * 100, score.interval().high() * 100);
  }

  private void heat(String where, Optional<HeatShare> share) {
    share.ifPresent(
        heat ->
            command.say(
                "%-42s %7.2f%%  %.1f to %.1f, an even map: %.1f",
                "Grad-CAM heat " + where,
                heat.mean() * 100,
                heat.low() * 100,
                heat.high() * 100,
                heat.area() * 100));
  }

  private static String title(ProbeView view) {
    return switch (view) {
      case WHOLE -> "the model, whole pictures";
      case CENTRE_MASKED -> "the model, a quarter masked in the centre";
      case BORDER_ONLY -> "the model, the border only";
      case CENTRE_ONLY -> "the model, a centre of as many pixels only";
    };
  }

  private Map<String, Object> toMap(String data, ShortcutReport report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("data", data);
    map.put("count", report.score(ProbeView.WHOLE).count());
    map.put("border_pixels", report.frame().thickness());
    map.put("border_area", report.frame().area());
    map.put("chance", report.chance());
    for (ProbeView view : ProbeView.values()) {
      map.put(view.label(), toMap(report.score(view)));
    }
    map.put("nearest_border", report.floor().map(ProbeAnswer::toMap).orElse(null));
    map.put("nearest_corners", report.corners().map(ProbeAnswer::toMap).orElse(null));
    map.put("gradcam_layer", layer.name().toLowerCase(Locale.ROOT));
    map.put("heat_on_border", report.border().map(ProbeAnswer::toMap).orElse(null));
    map.put("heat_on_centre", report.centre().map(ProbeAnswer::toMap).orElse(null));
    map.put("shortcut", report.isShortcut());
    map.put("verdict", report.verdict());
    return map;
  }

  private static Map<String, Object> toMap(Score score) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("accuracy", score.accuracy());
    map.put("correct", score.correct());
    map.put("low", score.interval().low());
    map.put("high", score.interval().high());
    return map;
  }

  private static Map<String, Object> toMap(HeatShare share) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("mean", share.mean());
    map.put("low", share.low());
    map.put("high", share.high());
    map.put("area", share.area());
    return map;
  }
}
