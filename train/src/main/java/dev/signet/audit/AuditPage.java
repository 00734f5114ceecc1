package dev.signet.audit;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.signet.Text;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.html.HtmlFigure;
import dev.signet.html.HtmlPage;
import dev.signet.html.HtmlSection;
import dev.signet.html.HtmlTable;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An audit as a page, with the duplicates side by side. Thread-safe: it keeps no state. */
public final class AuditPage {
  /** More would make the page heavy; all of them are in the JSON. */
  private static final int MOST_PAIRS = 60;

  private static final int SIDE = 128;

  private AuditPage() {}

  /**
   * The page.
   *
   * @param data the pictures that were audited
   */
  public static HtmlPage of(DatasetAudit audit, DataParts data) {
    return of(audit, data, List.of());
  }

  /**
   * The page, with the pictures whose labels should be looked at.
   *
   * @param data the pictures that were audited
   * @param suspects of the training part, the most suspicious first; none leaves the section out
   */
  public static HtmlPage of(DatasetAudit audit, DataParts data, List<Suspect> suspects) {
    List<HtmlSection> sections = new ArrayList<>();
    sections.add(findings(audit));
    if (!suspects.isEmpty()) {
      sections.add(labels(suspects, data.train()));
    }
    sections.add(floor(audit.floor()));
    sections.add(duplicates(audit.duplicates(), data));
    sections.add(classes(audit));
    sections.add(colours(audit));
    audit.bursts().ifPresent(bursts -> sections.add(bursts(bursts)));
    audit.sizes().ifPresent(sizes -> sections.add(sizes(sizes)));
    if (!audit.unreadable().isEmpty()) {
      sections.add(
          HtmlSection.of(
              "Unreadable files",
              p("These files were left out of everything else on this page."),
              ul(each(audit.unreadable(), problem -> li(problem)))));
    }
    return new HtmlPage("Audit of " + data.train().name(), audit.verdict() + ".", sections);
  }

  private static HtmlSection findings(DatasetAudit audit) {
    DomContent content =
        audit.findings().isEmpty()
            ? p("Nothing wrong was found.").withClass("good")
            : ul(each(audit.findings(), finding -> li(Findings.capital(finding.advice()) + ".")));
    return HtmlSection.of("Findings", content);
  }

  private static HtmlSection labels(List<Suspect> suspects, ImageSource train) {
    List<DomContent> figures =
        suspects.stream().limit(MOST_PAIRS).map(suspect -> suspect(suspect, train)).toList();
    return HtmlSection.of(
        "Labels to check",
        p(
            "Networks that had not seen these pictures believe another label more than the one that"
                + " is given. The first ones are the most likely to be mislabelled; the CSV file"
                + " has all."),
        HtmlFigure.gallery(figures));
  }

  private static DomContent suspect(Suspect suspect, ImageSource train) {
    String name = "training picture " + suspect.id();
    return HtmlFigure.captioned(
        HtmlFigure.thumbnail(
            train.toImage(suspect.index()), SIDE, name + ", label " + suspect.label()),
        "%s: label %s (%s %%), perhaps %s (%s %%)"
            .formatted(
                name,
                suspect.label(),
                Findings.percent(suspect.labelProbability()),
                suspect.suggested(),
                Findings.percent(suspect.suggestedProbability())));
  }

  private static HtmlSection floor(NearestNeighbourFloor floor) {
    HtmlTable table =
        new HtmlTable(
            "Accuracy of rules that learn nothing, with its 95 %% interval (chance: %s %%)"
                .formatted(Findings.percent(floor.chance())),
            "rule",
            "#accuracy",
            "#interval");
    for (Floor each : floor.floors()) {
      table.row(
          each.rule().title(),
          Findings.percent(each.score().accuracy()) + " %",
          "%s to %s %%"
              .formatted(
                  Findings.percent(each.score().interval().low()),
                  Findings.percent(each.score().interval().high())));
    }
    String judged =
        floor.judged() < floor.available()
            ? Text.of("%,d of %,d pictures, drawn at random,", floor.judged(), floor.available())
            : Text.of("%,d pictures", floor.judged());
    return HtmlSection.of(
        "Floor",
        p(
            "Each of %s was answered with the label of the %s that is nearest to it. A network that "
                    .formatted(judged, floor.heldOut() ? "training picture" : "other picture")
                + "scores no more has learned nothing that a look-up does not know."),
        table.render(),
        p("Corners and colours do not show the subject: where they tell the class far better than "
                + "chance, a network can score well without looking at it.")
            .withClass("note"));
  }

  private static HtmlSection duplicates(Duplicates duplicates, DataParts data) {
    List<DuplicatePair> pairs =
        duplicates.pairs().stream().sorted(AuditPage::moreTelling).limit(MOST_PAIRS).toList();
    if (pairs.isEmpty()) {
      return HtmlSection.of("Duplicates", p("No picture is there twice, exactly or nearly."));
    }
    String shown =
        duplicates.pairs().size() > pairs.size()
            ? Text.of(" The first %d are shown here, all of them are in the JSON.", pairs.size())
            : "";
    return HtmlSection.of(
        "Duplicates",
        p(
            Text.of(
                    "%,d pairs of pictures are equal or differ by at most %.0f grey levels (root"
                        + " mean square).",
                    duplicates.pairs().size(), Duplicates.NEAR)
                + " A test picture that has its like in the training set asks for memory, not for"
                + " understanding."
                + shown),
        HtmlFigure.gallery(pairs.stream().map(pair -> pair(pair, data)).toList()));
  }

  /** Across parts first, then those with two labels, then the most alike. */
  private static int moreTelling(DuplicatePair one, DuplicatePair other) {
    int across = Boolean.compare(other.isAcross(), one.isAcross());
    int conflict = Boolean.compare(other.isConflict(), one.isConflict());
    return across != 0
        ? across
        : conflict != 0 ? conflict : Double.compare(one.distance(), other.distance());
  }

  private static DomContent pair(DuplicatePair pair, DataParts data) {
    String difference =
        pair.isExact() ? "equal" : Text.of("differ by %.1f grey levels", pair.distance());
    String labels =
        pair.isConflict()
            ? "labels %s and %s".formatted(pair.first().label(), pair.second().label())
            : "label " + pair.first().label();
    return HtmlFigure.captioned(
        div(picture(pair.first(), data), picture(pair.second(), data)).withClass("pair"),
        "%s and %s: %s, %s".formatted(name(pair.first()), name(pair.second()), difference, labels));
  }

  private static DomContent picture(PictureRef ref, DataParts data) {
    ImageSource dataset =
        switch (ref.part()) {
          case TRAIN -> data.train();
          case VALIDATION -> data.validation().orElseThrow();
          case TEST -> data.test().orElseThrow();
        };
    return HtmlFigure.thumbnail(
        dataset.toImage(ref.index()), SIDE, name(ref) + ", label " + ref.label());
  }

  private static String name(PictureRef ref) {
    return Findings.name(ref.part()) + " picture " + ref.id();
  }

  private static HtmlSection classes(DatasetAudit audit) {
    List<String> headings = new ArrayList<>(List.of("class"));
    audit.parts().forEach(part -> headings.add("#" + Findings.name(part.part())));
    HtmlTable table = new HtmlTable("Pictures of each class", headings.toArray(String[]::new));
    for (int label = 0; label < audit.classes().size(); label++) {
      List<DomContent> row = new ArrayList<>(List.of(text(audit.classes().get(label))));
      for (PartCounts part : audit.parts()) {
        row.add(text(Text.of("%,d", part.classCounts().get(label))));
      }
      table.row(row);
    }
    return HtmlSection.of(
        "Classes",
        p(
            "A network learns frequent classes first and may never bother with rare ones. The "
                + "accuracy of always guessing the most frequent class is the chance above."),
        table.render());
  }

  private static HtmlSection colours(DatasetAudit audit) {
    List<String> headings = new ArrayList<>(List.of("property", "#explained"));
    audit.classes().forEach(name -> headings.add("#" + name));
    HtmlTable table =
        new HtmlTable(
            "Share of a property that the class explains (epsilon squared), and its mean in each"
                + " class",
            headings.toArray(String[]::new));
    for (Confound confound : audit.confounds()) {
      List<DomContent> row = new ArrayList<>();
      row.add(text(confound.property().name().toLowerCase(Locale.ROOT)));
      row.add(text(Text.of("%.0f %%", confound.explained() * 100)));
      confound.classMeans().forEach(mean -> row.add(text(Text.of("%.1f", mean))));
      table.row(row);
    }
    return HtmlSection.of(
        "Brightness and colours",
        p(
            "How much of the difference between pictures lies between the classes: 0 % if all "
                + "classes are equally bright, 100 % if brightness alone tells the class. A high "
                + "share lets a network learn the light instead of the subject."),
        table.render());
  }

  private static HtmlSection bursts(Bursts bursts) {
    String alike =
        bursts.lookAlike()
            ? "they look alike, so keep runs on one side of a split (data split --group runs)."
            : "they do not look alike.";
    String shared =
        bursts.heldOut() == 0
            ? ""
            : Text.of(
                " %,d of %,d held-out pictures share a run with training pictures.",
                bursts.heldOutInTrainRuns(), bursts.heldOut());
    return HtmlSection.of(
        "Bursts",
        p(
            Text.of(
                    "The numbers in the file names form %,d runs without a gap, the longest of %,d"
                        + " pictures.",
                    bursts.runs(), bursts.longest())
                + Text.of(
                    " Neighbours differ %.2f times as much as other pictures of the same classes: ",
                    bursts.likeness())
                + alike
                + shared));
  }

  private static HtmlSection sizes(PictureSizes sizes) {
    HtmlTable table =
        new HtmlTable("Sizes of the files' pictures", "height x width", "#pictures", "example");
    sizes.counts().stream()
        .limit(20)
        .forEach(
            size ->
                table.row(
                    Text.of("%d x %d", size.height(), size.width()),
                    Text.of("%,d", size.pictures()),
                    size.example()));
    return HtmlSection.of(
        "Sizes",
        p(
            "All pictures are brought to one size, and those of another shape are squashed."
                + " Pictures far larger than the rest often come from elsewhere."),
        table.render());
  }
}
