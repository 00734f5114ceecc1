package dev.signet.report;

import static j2html.TagCreator.p;

import dev.signet.Text;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import dev.signet.runfolder.RunEnvironment;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the training ran on, and how long it took. */
final class EnvironmentSection {
  private EnvironmentSection() {}

  static HtmlSection of(Optional<RunEnvironment> environment, Timing timing) {
    List<DomContent> content = new ArrayList<>();
    content.add(
        environment
            .map(EnvironmentSection::table)
            .orElseGet(() -> p("What the training ran on was not written down.")));
    if (!timing.rows().isEmpty()) {
      content.add(table(timing));
    }
    return new HtmlSection("Environment and timing", content);
  }

  private static DomContent table(RunEnvironment environment) {
    HtmlTable table = new HtmlTable("What the training ran on", "what", "value");
    table.row("Signet", environment.signetVersion());
    table.row("Java", environment.java());
    table.row("system", environment.system());
    table.row("processors", Integer.toString(environment.processors()));
    table.row("libtorch", environment.libtorch());
    table.row("threads", Integer.toString(environment.threads()));
    table.row("device", environment.device());
    table.row("precision", environment.precision());
    return table.render();
  }

  private static DomContent table(Timing timing) {
    int epochs = timing.rows().size();
    double seconds = timing.rows().get(epochs - 1).seconds();
    HtmlTable table = new HtmlTable("Timing", "what", "#value");
    table.row("all epochs", Text.of("%d min %.1f s", (long) seconds / 60, seconds % 60));
    table.row("mean epoch", Text.of("%.2f s", seconds / epochs));
    table.row(
        "pictures a second, mean over epochs",
        Text.of(
            "%.1f",
            timing.rows().stream().mapToDouble(Timing.Row::picturesPerSecond).average().orElse(0)));
    return table.render();
  }
}
