package dev.signet.report;

import static j2html.TagCreator.p;

import dev.signet.Text;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import dev.signet.metrics.CleanScore;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.TopK;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/** What the model is worth. */
final class ScoreSection {
  private ScoreSection() {}

  static HtmlSection of(Found<Evaluation> evaluation) {
    List<DomContent> content = new ArrayList<>();
    evaluation.remark().ifPresent(remark -> content.add(p(remark).withClass("note")));
    evaluation
        .value()
        .ifPresentOrElse(
            found -> {
              content.add(
                  p(
                      "The interval says how far the true accuracy may lie from this one by the"
                          + " luck of the pictures. It takes them for independent: bursts make it"
                          + " too narrow."));
              content.add(table(found));
            },
            () ->
                content.add(
                    p(
                        "Without it there are no classes, no confidence (reliability, coverage) and"
                            + " no errors to show.")));
    return new HtmlSection("Score", content);
  }

  private static DomContent table(Evaluation evaluation) {
    HtmlTable table =
        new HtmlTable("Scores on " + evaluation.data(), "score", "#value", "what it says");
    table.row(
        "accuracy",
        Texts.percent(evaluation.accuracy()),
        Text.of(
            "%d of %d pictures; 95 %% interval %s",
            evaluation.correct(), evaluation.count(), Texts.interval(evaluation.interval())));
    evaluation.withoutLeaked().ifPresent(clean -> withoutLeaked(table, clean));
    for (TopK top : evaluation.topK().stream().filter(top -> top.k() > 1).toList()) {
      table.row(
          "top-" + top.k(),
          Texts.percent(top.accuracy()),
          Text.of("the true class is among the %d most probable ones", top.k()));
    }
    table.row("loss", Text.of("%.4f", evaluation.loss()), "mean cross entropy, nats");
    table.row(
        "macro F1",
        Texts.percent(evaluation.byClass().macro().f1()),
        "mean over the classes, each counting the same");
    return table.render();
  }

  private static void withoutLeaked(HtmlTable table, CleanScore clean) {
    table.row(
        "accuracy without leaked pictures",
        Texts.percent(clean.others().accuracy()),
        Text.of(
            "%d pictures are in the training part, too (%s); of the others %d of %d; 95 %% interval"
                + " %s",
            clean.leaked(),
            clean.leftOut(),
            clean.others().correct(),
            clean.others().count(),
            Texts.interval(clean.others().interval())));
  }
}
