package dev.signet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.ComputedSource;
import dev.signet.TestPictures;
import dev.signet.audit.Finding.Kind;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetAuditTest {
  private final DataParts clean = Album.clean(240, 60, 7);
  private final List<LabelledImage> train = new ArrayList<>(Album.images(clean.train()));
  private final List<LabelledImage> test =
      new ArrayList<>(Album.images(clean.test().orElseThrow()));

  private static DatasetAudit audit(DataParts data) {
    return DatasetAudit.of(data, Effort.FULL, List.of());
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    DatasetAudit audit = audit(clean);
    assertThat(audit.findings()).isEmpty();
    assertThat(audit.isAlarming()).isFalse();
    assertThat(audit.verdict()).startsWith("Nothing wrong was found; anything under ");
  }

  @Test
  void picturesOfAnotherSeedAreNoLeak() {
    List<LabelledImage> others = Album.images(Album.clean(60, 6, 8).train());
    DatasetAudit audit = audit(Album.parts(train, others));
    assertThat(audit.findings()).isEmpty();
  }

  @Test
  void picturesThatAreComputedAreAuditedAsThoseInMemory() {
    ImageSource computed = new ComputedSource(60, 16, TestPictures.names(4), 1);
    ImageSource judged = computed.subset("judged", IntStream.range(40, 60).toArray());
    assertThat(audit(new DataParts(computed, Optional.empty(), Optional.of(judged))))
        .isEqualTo(
            audit(
                new DataParts(
                    InMemorySource.of(computed),
                    Optional.empty(),
                    Optional.of(InMemorySource.of(judged)))));
  }

  @Test
  void leakComesFirstAndTheFloorIsNamed() {
    for (int i = 0; i < 12; i++) {
      test.set(i, train.get(3 * i));
    }
    DatasetAudit audit = audit(Album.parts(train, test));
    String floor = Findings.percent(audit.floor().bar());
    assertThat(audit.verdict())
        .isEqualTo(
            "12 of 60 test pictures are in the training set; anything under "
                + floor
                + " % is worse than looking up the nearest picture ("
                + Findings.percent(audit.floor().nearest().accuracy())
                + " %, "
                + Findings.interval(audit.floor().nearest())
                + ")");
    assertThat(audit.floor().bar())
        .isEqualTo(audit.floor().nearest().interval().low())
        .isGreaterThan(audit.floor().chance());
    assertThat(audit.isAlarming()).isTrue();
  }

  @Test
  void aGuessIsCalledAGuess() {
    List<LabelledImage> uneven = new ArrayList<>();
    for (int i = 0; i < 17; i++) { // 8, 8 and 1
      uneven.add(Album.relabelled(train.get(i), i % 2 + (i == 16 ? 2 : 0)));
    }
    DatasetAudit audit = audit(Album.alone(uneven));
    assertThat(audit.floor().lookingUpHelps()).isFalse();
    assertThat(audit.verdict())
        .endsWith("; always answering the most frequent class scores 47.1 %");
  }

  @Test
  void nearLeaksAreCountedApart() {
    test.set(0, train.get(0));
    test.set(1, Album.lossy(train.get(1), 1));
    test.set(2, Album.lossy(train.get(2), 2));
    assertThat(audit(Album.parts(train, test)).verdict())
        .startsWith("1 of 60 test pictures is in the training set and 2 more nearly so; ");
  }

  @Test
  void rareClassAndUnreadableFilesAreNamed() {
    List<LabelledImage> few = new ArrayList<>(train);
    few.removeIf(image -> image.label() == 4 && Integer.parseInt(digits(image.id())) > 30);
    DatasetAudit audit =
        DatasetAudit.of(Album.alone(few), Effort.FULL, List.of("x.jpg is an empty file"));
    assertThat(audit.findings())
        .extracting(Finding::kind)
        .containsExactly(Kind.IMBALANCE, Kind.UNREADABLE);
    assertThat(audit.verdict()).startsWith("Class 4 has ");
    assertThat(audit.findings().get(0).advice())
        .endsWith(
            " training pictures (train with --class-weights balanced or --sampling balanced to"
                + " make every class count the same)");
    assertThat(audit.findings().get(1).advice()).isEqualTo("1 file cannot be read as pictures");
  }

  private static String digits(String id) {
    return id.replaceAll("[^0-9]", "");
  }

  @Test
  void repetitionInOnePartIsToldButNoAlarm() {
    train.set(100, train.get(10));
    DatasetAudit audit = audit(Album.parts(train, test));
    assertThat(audit.findings())
        .containsExactly(
            new Finding(Kind.REPETITION, "1 training picture repeats another of the same part"));
    assertThat(audit.isAlarming()).isFalse();
  }

  @Test
  void auditIsReadAsItWasWritten(@TempDir Path folder) {
    test.set(0, train.get(0));
    DatasetAudit audit = audit(Album.parts(train, test));
    Path file = folder.resolve("audit.json");
    audit.write(file);
    assertThat(DatasetAudit.read(file)).isEqualTo(audit);
  }

  @Test
  void pageShowsThePairsSideBySide() {
    test.set(0, train.get(0));
    DataParts data = Album.parts(train, test);
    String page = AuditPage.of(audit(data), data).render();
    assertThat(page)
        .contains("1 of 60 test pictures is in the training set")
        .contains("training picture synthetic[0] and test picture synthetic[0]: equal")
        .containsPattern("(?s)class=\"pair\"><img src=\"data:image/png;base64,.*<img src=\"data:");
  }

  @Test
  void burstsAreToldByTheNumbersInFileNames() {
    List<LabelledImage> photos = new ArrayList<>();
    for (int i = 0; i < 120; i++) { // thirty looks, each photographed four times in a row
      LabelledImage look = train.get(i / 4);
      LabelledImage photo = Album.lossy(look, i);
      photos.add(
          new LabelledImage(
              String.format(Locale.ROOT, "photos/IMG_%04d.jpg", i + 5 * (i / 4)),
              look.label(),
              photo.pixels()));
    }
    Bursts bursts =
        Bursts.of(Album.parts(photos.subList(0, 114), photos.subList(114, 120))).orElseThrow();
    assertThat(bursts.runs()).isEqualTo(30);
    assertThat(bursts.longest()).isEqualTo(4);
    assertThat(bursts.heldOutInTrainRuns()).isEqualTo(2);
    assertThat(bursts.lookAlike()).isTrue();
    assertThat(Bursts.of(clean)).as("drawings have no photo numbers").isEmpty();
  }
}
