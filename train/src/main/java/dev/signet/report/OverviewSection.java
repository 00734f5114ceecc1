package dev.signet.report;

import static j2html.TagCreator.p;

import dev.signet.Text;
import dev.signet.artifact.FittedOn;
import dev.signet.artifact.Provenance;
import dev.signet.config.ModelConfig;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import dev.signet.metrics.Evaluation;
import java.util.Optional;

/** What was trained on what. */
final class OverviewSection {
  private OverviewSection() {}

  /** The one sentence that a reader in a hurry takes along. */
  static String summary(RunFacts facts) {
    Provenance provenance = facts.model().manifest().provenance();
    String trained =
        Text.of(
            "%s, trained for %d epochs on %,d pictures of %s",
            facts.config().model().variant().title(),
            provenance.epochs(),
            provenance.trainingPictures(),
            provenance.trainingData());
    return facts
        .evaluation()
        .value()
        .map(evaluation -> trained + "; " + score(evaluation) + ".")
        .orElse(trained + "; it was not judged.");
  }

  private static String score(Evaluation evaluation) {
    String raw =
        Text.of(
            "it names the right class of %d of %d pictures that it has not learned from: %s (95 %%"
                + " interval %s)",
            evaluation.correct(),
            evaluation.count(),
            Texts.percent(evaluation.accuracy()),
            Texts.interval(evaluation.interval()));
    return evaluation
        .withoutLeaked()
        .map(
            clean ->
                Text.of(
                    "it names the right class of %d of %d pictures, but its training part holds %d"
                        + " of these, too (%s); of the others %s",
                    evaluation.correct(),
                    evaluation.count(),
                    clean.leaked(),
                    clean.leftOut(),
                    Texts.percent(clean.others().accuracy())))
        .orElse(raw);
  }

  static HtmlSection of(RunFacts facts) {
    ModelConfig model = facts.config().model();
    Provenance provenance = facts.model().manifest().provenance();
    HtmlTable table = new HtmlTable("Network, settings and pictures", "what", "value");
    table.row(
        "network",
        Text.of(
            "%s, layout %s, pictures of %d x %d",
            model.architecture().title(),
            model.layout().label(),
            model.input().height(),
            model.input().width()));
    table.row("classes", String.join(", ", facts.model().manifest().classes()));
    table.row("recipe, seed", Text.of("%s, %d", provenance.recipe(), provenance.seed()));
    table.row("epochs", Integer.toString(provenance.epochs()));
    table.row(
        "learned from",
        Text.of("%s, %,d pictures", provenance.trainingData(), provenance.trainingPictures()));
    table.row("their fingerprint", provenance.fingerprint());
    facts
        .evaluation()
        .value()
        .ifPresent(
            evaluation ->
                table.row(
                    "judged by",
                    Text.of("%s, %,d pictures", evaluation.data(), evaluation.count())));
    fittedOn(facts)
        .ifPresent(
            on ->
                table.row(
                    "confidence fitted on", Text.of("%s, %,d pictures", on.data(), on.pictures())));
    return HtmlSection.of(
        "What was trained on what",
        p("Figures in this report are of the finished model in evaluation mode, in fp32."),
        table.render());
  }

  private static Optional<FittedOn> fittedOn(RunFacts facts) {
    return facts.model().manifest().confidence().flatMap(confidence -> confidence.fittedOn());
  }
}
