package dev.signet.studio.check;

import dev.signet.audit.Duplicates;
import dev.signet.audit.PictureRef;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.studio.check.Choice.Deed;
import dev.signet.studio.check.Proposal.Kind;
import dev.signet.studio.project.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** From what was seen of pictures to what is proposed. */
final class Proposals {
  /** Of as many pictures that hardly differ one is kept. */
  private static final int KEPT_OF = 5;

  /** Fewer are few, and so are less than a third of what the largest class has. */
  private static final int FEW = 20;

  private static final int RARE_TIMES = 3;
  private static final double BLACK = 30;
  private static final double WHITE = 235;

  /** Where half of all pictures are so, it is how these pictures are. */
  private static final double USUALLY_BLACK = 60;

  private static final double USUALLY_WHITE = 200;
  private static final double BLURRED = 0.05;
  private static final double BLURRED_OF_USUAL = 0.2;

  private final Looked looked;
  private final List<Proposal> found = new ArrayList<>();

  private Proposals(Looked looked) {
    this.looked = looked;
  }

  /** All of them, the gravest first. */
  static List<Proposal> of(Looked looked, Held held, List<Doubt> doubts) {
    Proposals proposals = new Proposals(looked);
    proposals.unreadable();
    looked.source().ifPresent(proposals::alike);
    proposals.doubts(doubts);
    proposals.found.addAll(held.proposals());
    proposals.rare();
    proposals.byBrightness();
    proposals.blurred();
    return proposals.found.stream().sorted(Comparator.comparing(Proposal::kind)).toList();
  }

  private static List<dev.signet.studio.project.PictureRef> refs(Stream<SeenPicture> pictures) {
    return pictures.map(SeenPicture::ref).toList();
  }

  private static List<Choice> delete(List<SeenPicture> pictures) {
    return List.of(new Choice(Deed.DELETE, "", refs(pictures.stream())));
  }

  private void unreadable() {
    looked
        .glances()
        .forEach(
            (picture, glance) ->
                glance
                    .problem()
                    .ifPresent(
                        why -> {
                          List<SeenPicture> one = List.of(picture);
                          found.add(
                              Proposal.of(
                                  Kind.UNREADABLE,
                                  picture.label(),
                                  0,
                                  one,
                                  delete(one),
                                  Optional.of(Words.ofPicture(why))));
                        }));
  }

  private void alike(ImageSource source) {
    List<SeenPicture> pictures = looked.readable();
    Duplicates duplicates =
        Duplicates.find(new DataParts(source, Optional.empty(), Optional.empty()));
    Set<PictureRef> inexact = new HashSet<>();
    duplicates.pairs().stream()
        .filter(pair -> !pair.isExact())
        .forEach(pair -> inexact.addAll(List.of(pair.first(), pair.second())));
    for (List<PictureRef> group : duplicates.groups()) {
      List<SeenPicture> members =
          group.stream().map(PictureRef::index).distinct().sorted().map(pictures::get).toList();
      long classes = members.stream().map(SeenPicture::label).distinct().count();
      boolean exact = group.stream().noneMatch(inexact::contains);
      if (classes > 1) {
        found.add(conflict(members));
      } else {
        found.add(exact ? duplicate(members) : burst(members));
      }
    }
  }

  private static Proposal conflict(List<SeenPicture> members) {
    List<String> labels = members.stream().map(SeenPicture::label).distinct().toList();
    List<Choice> choices =
        labels.stream()
            .map(
                label ->
                    new Choice(
                        Deed.DELETE,
                        label,
                        refs(members.stream().filter(it -> !it.label().equals(label)))))
            .toList();
    return Proposal.of(Kind.CONFLICT, "", labels.size(), members, choices);
  }

  private static Proposal duplicate(List<SeenPicture> members) {
    return Proposal.of(
        Kind.DUPLICATE,
        members.get(0).label(),
        members.size(),
        members,
        List.of(new Choice(Deed.DELETE, "", refs(members.stream().skip(1)))));
  }

  private static Proposal burst(List<SeenPicture> members) {
    List<dev.signet.studio.project.PictureRef> spare =
        IntStream.range(0, members.size())
            .filter(i -> i % KEPT_OF != 0)
            .mapToObj(i -> members.get(i).ref())
            .toList();
    return Proposal.of(
        Kind.BURST,
        members.get(0).label(),
        members.size(),
        members,
        List.of(new Choice(Deed.DELETE, "", spare)));
  }

  private void doubts(List<Doubt> doubts) {
    for (Doubt doubt : doubts) {
      looked.glances().keySet().stream()
          .filter(it -> it.ref().equals(doubt.picture()))
          .findFirst()
          .filter(it -> looked.counts().containsKey(doubt.predicted()))
          .ifPresent(
              it ->
                  found.add(
                      Proposal.of(
                          Kind.DOUBT,
                          it.label(),
                          doubt.probability(),
                          List.of(it),
                          List.of(
                              new Choice(Deed.MOVE, doubt.predicted(), List.of(it.ref())),
                              new Choice(Deed.DELETE, "", List.of(it.ref()))))));
    }
  }

  private void rare() {
    int largest = looked.counts().values().stream().mapToInt(it -> it).max().orElse(0);
    looked
        .counts()
        .forEach(
            (label, count) -> {
              if (count < FEW || count * RARE_TIMES < largest) {
                Choice more = new Choice(Deed.COLLECT, label, List.of());
                found.add(Proposal.of(Kind.RARE, label, largest, List.of(), List.of(more)));
              }
            });
  }

  private void byBrightness() {
    double usual = median(looked.readable().stream().map(it -> looked.at(it).brightness()));
    if (usual >= USUALLY_BLACK) {
      add(Kind.DARK, it -> it.brightness() < BLACK);
    }
    if (usual <= USUALLY_WHITE) {
      add(Kind.BRIGHT, it -> it.brightness() > WHITE);
    }
  }

  private void blurred() {
    double usual =
        median(looked.readable().stream().flatMap(it -> looked.at(it).sharpness().stream()));
    double limit = Math.min(BLURRED, BLURRED_OF_USUAL * usual);
    add(
        Kind.BLURRED,
        it ->
            it.brightness() >= BLACK
                && it.brightness() <= WHITE
                && it.sharpness().filter(sharpness -> sharpness < limit).isPresent());
  }

  /** One for each class that has such pictures. */
  private void add(Kind kind, Predicate<Glance> test) {
    Map<String, List<SeenPicture>> such = new LinkedHashMap<>();
    looked.readable().stream()
        .filter(it -> test.test(looked.at(it)))
        .forEach(it -> such.computeIfAbsent(it.label(), each -> new ArrayList<>()).add(it));
    such.forEach(
        (label, pictures) ->
            found.add(Proposal.of(kind, label, pictures.size(), pictures, delete(pictures))));
  }

  private static double median(Stream<Double> values) {
    double[] sorted = values.mapToDouble(it -> it).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
