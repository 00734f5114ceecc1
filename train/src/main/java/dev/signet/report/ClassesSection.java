package dev.signet.report;

import static j2html.TagCreator.b;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import dev.signet.metrics.ClassReport;
import dev.signet.metrics.ClassScores;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Scores class by class, and which classes are taken for which. */
final class ClassesSection {
  /** A larger matrix is no longer read as a table. */
  private static final int MOST_CLASSES_IN_A_MATRIX = 40;

  private ClassesSection() {}

  static HtmlSection of(ClassReport report) {
    List<DomContent> content = new ArrayList<>();
    content.add(scores(report));
    if (report.scores().size() <= MOST_CLASSES_IN_A_MATRIX) {
      content.add(
          p(
              "Rows of the confusion matrix are true classes, columns what they were taken for; what"
                  + " is right stands on the diagonal."));
      content.add(confusion(report));
    }
    return new HtmlSection("Classes", content);
  }

  private static DomContent scores(ClassReport report) {
    HtmlTable table =
        new HtmlTable("Scores of each class", "class", "#pictures", "#precision", "#recall", "#F1");
    for (ClassScores s : report.scores()) {
      table.row(
          s.label(),
          Long.toString(s.count()),
          Texts.percent(s.precision()),
          Texts.percent(s.recall()),
          Texts.percent(s.f1()));
    }
    table.row(
        "mean over classes",
        "",
        Texts.percent(report.macro().precision()),
        Texts.percent(report.macro().recall()),
        Texts.percent(report.macro().f1()));
    return table.render();
  }

  private static DomContent confusion(ClassReport report) {
    List<String> labels = report.scores().stream().map(ClassScores::label).toList();
    String[] headings =
        Stream.concat(Stream.of("true class"), labels.stream().map(label -> "#taken for " + label))
            .toArray(String[]::new);
    HtmlTable table = new HtmlTable("Confusion matrix", headings);
    for (int row = 0; row < labels.size(); row++) {
      List<DomContent> cells = new ArrayList<>();
      cells.add(text(labels.get(row)));
      for (int column = 0; column < labels.size(); column++) {
        String count = Long.toString(report.confusion().get(row).get(column));
        cells.add(row == column ? b(count) : text(count.equals("0") ? "·" : count));
      }
      table.row(cells);
    }
    return table.render();
  }
}
