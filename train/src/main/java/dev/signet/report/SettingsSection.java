package dev.signet.report;

import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.wbr;

import dev.signet.config.Json;
import dev.signet.config.RunConfig;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import j2html.tags.DomContent;
import j2html.tags.specialized.SpanTag;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Every value that decided the run. */
final class SettingsSection {
  private SettingsSection() {}

  static HtmlSection of(RunConfig config) {
    HtmlTable table = new HtmlTable("Resolved configuration", "setting", "value");
    add(table, "", Json.tree(config));
    return HtmlSection.of(
        "Configuration",
        p("The same values are in config.json; the manual says what each of them does."),
        table.render());
  }

  /** A name that may go on in the next line behind a dot, for phones. */
  private static DomContent breakable(String name) {
    SpanTag broken = span();
    for (String part : name.split("(?<=\\.)", -1)) {
      broken.with(text(part));
      if (part.endsWith(".")) {
        broken.with(wbr());
      }
    }
    return broken;
  }

  private static void add(HtmlTable table, String name, JsonNode value) {
    if (!value.isObject()) {
      table.row(
          List.of(breakable(name), text(value.isString() ? value.asString() : value.toString())));
      return;
    }
    value
        .properties()
        .forEach(
            entry ->
                add(
                    table,
                    name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(),
                    entry.getValue()));
  }
}
