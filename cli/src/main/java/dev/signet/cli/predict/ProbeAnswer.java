package dev.signet.cli.predict;

import dev.signet.confidence.Share;
import dev.signet.explain.CamLayer;
import dev.signet.explain.HeatShare;
import dev.signet.explain.ProbeResult;
import dev.signet.explain.ProbeView;
import dev.signet.explain.ShortcutReport;
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
    if (command.format.isJson()) {
      command.answer(ProbeResult.of(data, layer, report));
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

  private void row(String title, Share score) {
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
}
