package dev.signet.audit;

import dev.signet.Text;
import dev.signet.audit.Confound.Property;
import dev.signet.audit.Finding.Kind;
import dev.signet.audit.Floor.Rule;
import dev.signet.confidence.Share;
import dev.signet.data.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From numbers to sentences; what is as it should be is passed over in silence. */
final class Findings {
  /** Of a property's variance: more than the classes of independent pictures ever explain. */
  static final double MUCH_EXPLAINED = 0.25;

  /** Rarest class over the most frequent one. */
  static final double IMBALANCED = 1 / 3.0;

  private Findings() {}

  /** All that is wrong, the gravest first. */
  static List<Finding> of(Measurements m) {
    List<Finding> findings = new ArrayList<>();
    for (PartCounts part : m.parts().subList(1, m.parts().size())) {
      leak(m.duplicates(), part).ifPresent(words -> add(findings, Kind.LEAK, words));
    }
    m.bursts().flatMap(Findings::burst).ifPresent(words -> add(findings, Kind.BURST, words));
    int conflicts = m.duplicates().conflicts().size();
    if (conflicts > 0) {
      add(
          findings,
          Kind.CONFLICT,
          conflicts == 1
              ? "1 picture is there twice, with two labels"
              : conflicts + " pictures are there twice, with two labels");
    }
    shortcuts(findings, m.floor(), m.confounds());
    imbalance(m.parts().get(0), m.classes())
        .ifPresent(words -> add(findings, Kind.IMBALANCE, words));
    if (!m.unreadable().isEmpty()) {
      int files = m.unreadable().size();
      String what = files == 1 ? "1 file" : files + " files";
      add(findings, Kind.UNREADABLE, what + " cannot be read as pictures");
    }
    for (PartCounts part : m.parts()) {
      int twice = m.duplicates().within(part.part()).size();
      if (twice > 0) {
        add(
            findings,
            Kind.REPETITION,
            (twice == 1 ? "1 %2$s picture repeats another" : "%1$d %2$s pictures repeat others")
                    .formatted(twice, name(part.part()))
                + " of the same part");
      }
    }
    return findings;
  }

  private static void add(List<Finding> findings, Kind kind, String sentence) {
    findings.add(new Finding(kind, sentence));
  }

  private static Optional<String> leak(Duplicates duplicates, PartCounts part) {
    List<DuplicatePair> leaks = duplicates.leaks(part.part());
    if (leaks.isEmpty()) {
      return Optional.empty();
    }
    long exact = leaks.stream().filter(DuplicatePair::isExact).count();
    long near = leaks.size() - exact;
    String of = Text.of("of %d %s pictures", part.pictures(), name(part.part()));
    if (exact == 0) {
      return Optional.of(
          Text.of("%d %s %s nearly in the training set", near, of, near == 1 ? "is" : "are"));
    }
    return Optional.of(
        Text.of(
            "%d %s %s in the training set%s",
            exact,
            of,
            exact == 1 ? "is" : "are",
            near == 0 ? "" : Text.of(" and %d more nearly so", near)));
  }

  private static Optional<String> burst(Bursts bursts) {
    if (!bursts.lookAlike() || bursts.heldOutInTrainRuns() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        Text.of(
            "%d of %d held-out pictures are of the same bursts as training pictures",
            bursts.heldOutInTrainRuns(), bursts.heldOut()));
  }

  private static void shortcuts(
      List<Finding> findings, NearestNeighbourFloor floor, List<Confound> confounds) {
    if (floor.isShortcut(Rule.CORNERS)) {
      add(
          findings,
          Kind.SHORTCUT,
          "the corners alone tell the class of %s: the background gives it away"
              .formatted(scored(floor, Rule.CORNERS)));
    }
    if (floor.isShortcut(Rule.COLOURS)) {
      add(
          findings,
          Kind.SHORTCUT,
          "mean and spread of the colours alone tell the class of %s"
              .formatted(scored(floor, Rule.COLOURS)));
    }
    for (Confound confound : confounds) {
      if (confound.isTelling()) {
        add(
            findings,
            Kind.SHORTCUT,
            Text.of(
                "the class explains %.0f %% of how %s a picture is",
                confound.explained() * 100, adjective(confound.property())));
      }
    }
  }

  private static String scored(NearestNeighbourFloor floor, Rule rule) {
    Share score = floor.of(rule).score();
    return "%s %% (%s, chance %s %%)"
        .formatted(percent(score.accuracy()), interval(score), percent(floor.chance()));
  }

  private static String adjective(Property property) {
    return switch (property) {
      case BRIGHTNESS -> "bright";
      case CONTRAST -> "contrasty";
      case WARMTH -> "reddish";
      case GREENNESS -> "greenish";
    };
  }

  private static Optional<String> imbalance(PartCounts train, List<String> classes) {
    if (train.balance() >= IMBALANCED) {
      return Optional.empty();
    }
    List<Integer> counts = train.classCounts();
    int rarest = 0;
    for (int label = 1; label < counts.size(); label++) {
      rarest = counts.get(label) < counts.get(rarest) ? label : rarest;
    }
    return Optional.of(
        Text.of(
            "class %s has %d of the %d training pictures",
            classes.get(rarest), counts.get(rarest), train.pictures()));
  }

  static String name(Part part) {
    return switch (part) {
      case TRAIN -> "training";
      case VALIDATION -> "validation";
      case TEST -> "test";
    };
  }

  static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /** Of a share, in per cent. */
  static String interval(Share share) {
    return "95 %% interval %s to %s %%"
        .formatted(percent(share.interval().low()), percent(share.interval().high()));
  }

  /** With one decimal place. */
  static String percent(double share) {
    return Text.of("%.1f", share * 100);
  }
}
