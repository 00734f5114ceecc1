package dev.signet.studio.check;

import dev.signet.audit.Confound;
import dev.signet.audit.Effort;
import dev.signet.audit.Floor.Rule;
import dev.signet.audit.NearestNeighbourFloor;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.split.Sittings;
import dev.signet.studio.check.Choice.Deed;
import dev.signet.studio.check.Proposal.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What would be set aside to judge a network by, and whether something beside the subject would
 * tell the class there.
 *
 * @param aside how it is set aside; empty as long as there are too few pictures
 * @param proposals what is wrong with that
 */
record Held(Optional<Aside> aside, List<Proposal> proposals) {
  private static final double FRACTION = 0.2;
  private static final int FEWEST = 40;

  /**
   * What is set aside.
   *
   * @param kind what is kept together
   * @param count sittings or bursts
   * @param pictures set aside
   * @param of pictures
   * @param cut classes whose only burst had to be cut
   */
  public record Aside(Sittings.Kind kind, int count, int pictures, int of, List<String> cut) {}

  static Held of(Looked looked) {
    Optional<? extends ImageSource> source = looked.source();
    if (source.isEmpty() || !isEnough(source.get())) {
      return new Held(Optional.empty(), List.of());
    }
    ImageSource pictures = source.get();
    Sittings sittings = Sittings.of(pictures, FRACTION, 0);
    List<Proposal> proposals = new ArrayList<>();
    if (pictures.size() >= FEWEST) {
      sittings.cut().forEach(label -> proposals.add(collect(Kind.ONE_BURST, label, 0)));
      if (sittings.kind() != Sittings.Kind.CUT) {
        shortcuts(pictures, sittings, proposals);
      }
    }
    Aside aside =
        new Aside(
            sittings.kind(),
            sittings.count(),
            sittings.split().heldOut().length,
            pictures.size(),
            sittings.cut());
    return new Held(Optional.of(aside), proposals);
  }

  /** Two classes with pictures, and two pictures of each of them. */
  private static boolean isEnough(ImageSource pictures) {
    int[] counts = Arrays.stream(pictures.classCounts()).filter(it -> it > 0).toArray();
    return counts.length > 1 && Arrays.stream(counts).allMatch(it -> it > 1);
  }

  /** Of one burst all corners are alike, so only what is of other bursts can tell. */
  private static void shortcuts(ImageSource all, Sittings sittings, List<Proposal> proposals) {
    DataParts parts =
        new DataParts(
            sittings.split().kept(all),
            Optional.of(sittings.split().heldOut(all)),
            Optional.empty());
    NearestNeighbourFloor floor = NearestNeighbourFloor.measure(parts, Effort.BRIEF);
    if (floor.isShortcut(Rule.CORNERS)) {
      proposals.add(collect(Kind.BACKGROUND, "", floor.of(Rule.CORNERS).score().accuracy()));
    }
    Optional<Confound> telling = Confound.of(all).stream().filter(Confound::isTelling).findFirst();
    if (floor.isShortcut(Rule.COLOURS)) {
      proposals.add(collect(Kind.LIGHT, "", floor.of(Rule.COLOURS).score().accuracy()));
    } else if (telling.isPresent()) {
      proposals.add(collect(Kind.LIGHT, "", telling.get().explained()));
    }
  }

  private static Proposal collect(Kind kind, String label, double value) {
    Choice more = new Choice(Deed.COLLECT, label, List.of());
    return Proposal.of(kind, label, value, List.of(), List.of(more));
  }
}
