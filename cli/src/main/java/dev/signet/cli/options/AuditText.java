package dev.signet.cli.options;

import dev.signet.Text;
import dev.signet.audit.Bursts;
import dev.signet.audit.Confound;
import dev.signet.audit.DatasetAudit;
import dev.signet.audit.DuplicatePair;
import dev.signet.audit.Floor;
import dev.signet.audit.NearestNeighbourFloor;
import dev.signet.audit.PartCounts;
import dev.signet.audit.PictureSizes;
import dev.signet.cli.console.CommandBase;
import dev.signet.data.Part;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An audit for a person at a terminal. */
public final class AuditText {
  private static final int NAMED = 5;

  private final CommandBase command;

  public AuditText(CommandBase command) {
    this.command = command;
  }

  public void print(DatasetAudit audit) {
    command.say("Verdict: %s.", audit.verdict());
    audit.findings().forEach(finding -> command.say("- %s", finding.advice()));
    audit.parts().forEach(part -> counts(part, audit.classes()));
    duplicates(audit);
    floor(audit.floor());
    command.say(
        "Explained by the class: %s",
        audit.confounds().stream().map(AuditText::confound).collect(Collectors.joining(", ")));
    audit.bursts().ifPresent(this::bursts);
    audit.sizes().ifPresent(this::sizes);
    audit.unreadable().forEach(problem -> command.say("Unreadable: %s", problem));
  }

  private void counts(PartCounts part, List<String> classes) {
    String counts =
        IntStream.range(0, classes.size())
            .mapToObj(i -> classes.get(i) + ": " + part.classCounts().get(i))
            .collect(Collectors.joining(", "));
    command.say("Pictures (%s): %d (%s)", label(part.part()), part.pictures(), counts);
  }

  private void duplicates(DatasetAudit audit) {
    List<DuplicatePair> pairs = audit.duplicates().pairs();
    long exact = pairs.stream().filter(DuplicatePair::isExact).count();
    command.say("Duplicates: %d pairs, %d of them exact", pairs.size(), exact);
    List<DuplicatePair> across = pairs.stream().filter(DuplicatePair::isAcross).toList();
    across.stream()
        .limit(NAMED)
        .forEach(
            pair ->
                command.say(
                    "  %s is %s %s",
                    pair.second().id(), pair.isExact() ? "equal to" : "nearly", pair.first().id()));
    if (across.size() > NAMED) {
      command.say("  and %d more across parts", across.size() - NAMED);
    }
  }

  private void floor(NearestNeighbourFloor floor) {
    command.say(
        "Floor: %d %s answered by the nearest %s (chance %.1f %%)",
        floor.judged(),
        floor.judged() < floor.available()
            ? Text.of("of %d pictures, drawn at random,", floor.available())
            : "pictures",
        floor.heldOut() ? "training picture" : "other picture",
        floor.chance() * 100);
    for (Floor each : floor.floors()) {
      command.say(
          "  %-16s %5.1f %%  (95 %% interval %.1f to %.1f %%)",
          each.rule().title(),
          each.score().accuracy() * 100,
          each.score().interval().low() * 100,
          each.score().interval().high() * 100);
    }
  }

  private static String confound(Confound confound) {
    return Text.of(
        "%s %.0f %%",
        confound.property().name().toLowerCase(Locale.ROOT), confound.explained() * 100);
  }

  private void bursts(Bursts bursts) {
    command.say(
        "Bursts: %d runs of photo numbers, the longest of %d; neighbours differ %.2f times as much"
            + " as others%s",
        bursts.runs(),
        bursts.longest(),
        bursts.likeness(),
        bursts.lookAlike() ? ": keep runs together (data split --group runs)" : "");
    if (bursts.heldOut() > 0) {
      command.say(
          "  %d of %d held-out pictures share a run with training pictures",
          bursts.heldOutInTrainRuns(), bursts.heldOut());
    }
  }

  private void sizes(PictureSizes sizes) {
    command.say(
        "Sizes: %s%s",
        sizes.counts().stream()
            .limit(NAMED)
            .map(s -> Text.of("%d x %d (%d)", s.height(), s.width(), s.pictures()))
            .collect(Collectors.joining(", ")),
        sizes.counts().size() > NAMED
            ? Text.of(" and %d more", sizes.counts().size() - NAMED)
            : "");
  }

  private static String label(Part part) {
    return part.names().get(0);
  }
}
