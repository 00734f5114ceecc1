package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.audit.DatasetAudit;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.data.Part;
import dev.signet.data.hdf5.SignsHdf5;
import dev.signet.picture.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet data audit} and {@code data relabel}, and the audit of {@code train}. */
class DataAuditCommandTest {
  private static Path folder;
  private static Path pictures;

  @BeforeAll
  static void makeOnce(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
  }

  @Test
  void cleanPicturesGetACalmVerdictAndAPage() {
    Path page = folder.resolve("audit.html");
    SignetRun run = SignetRun.of(List.of("data", "audit", "--data", pictures, "--out", page));
    assertThat(run.requireSuccess().out())
        .startsWith("Verdict: Nothing wrong was found; ")
        .contains("Duplicates: 0 pairs", "nearest picture", "corners only", "colours only")
        .endsWith("Page: " + page + "\n");
    assertThat(page).content().contains("<h1>Audit of ");
  }

  @Test
  void testPartOfTrainingPicturesIsFoundOut() throws IOException {
    Path leaky = Files.createDirectories(folder.resolve("leaky"));
    Files.copy(pictures.resolve("train_signs.h5"), leaky.resolve("train_signs.h5"));
    SignetRun run =
        SignetRun.of(
            List.of(
                "data",
                "audit",
                "--data",
                leaky,
                "--test-data",
                pictures.resolve("train_signs.h5"),
                "--format",
                "json",
                "--out",
                folder.resolve("leaky.html")));
    Path json = folder.resolve("leaky.json");
    Files.writeString(json, run.requireSuccess().out());
    DatasetAudit audit = DatasetAudit.read(json);
    assertThat(audit.verdict())
        .isEqualTo(
            "24 of 24 test pictures are in the training set; anything under 86.2 % is worse than"
                + " looking up the nearest picture (100.0 %, 95 % interval 86.2 to 100.0 %)");
  }

  @Test
  void brokenFilesAreNamedAndTheRestIsAudited() throws IOException {
    Path album = folder.resolve("album");
    for (String name : List.of("fist", "palm")) {
      Path of = Files.createDirectories(album.resolve(name));
      Files.copy(SignetRun.FIXTURES.resolve("noise_16x16.png"), of.resolve("1.png"));
      Files.copy(SignetRun.FIXTURES.resolve("noise_37x20.png"), of.resolve("2.png"));
    }
    Files.writeString(album.resolve("fist").resolve("3.png"), "no picture");
    SignetRun run =
        SignetRun.of(
            List.of("data", "audit", "--data", album, "--out", folder.resolve("album.html")));
    assertThat(run.requireSuccess().out())
        .startsWith("Verdict: 2 pictures are there twice, with two labels; ")
        .contains("- 1 file cannot be read as pictures")
        .contains("Sizes: 16 x 16 (2), 37 x 20 (2)", "Unreadable: ", "3.png is not a picture");
  }

  @Test
  void trainingPrintsTheVerdictAndKeepsTheAudit() {
    Path run = folder.resolve("run");
    SignetRun train = SignetRun.train(pictures, run, "--epochs", "1");
    assertThat(train.requireSuccess().out()).contains("\nAudit: Nothing wrong was found; ");
    assertThat(DatasetAudit.read(run.resolve("audit.json")).parts()).hasSize(2);
  }

  @Test
  void trainingWithoutAnAuditCountsTheLeakedPicturesAllTheSame() throws IOException {
    Path leaky = Files.createDirectories(folder.resolve("half-leaky"));
    ImageSource train = SignsHdf5.read(pictures.resolve("train_signs.h5"));
    ImageSource test = SignsHdf5.read(pictures.resolve("test_signs.h5"));
    List<LabelledImage> judges =
        IntStream.range(0, 12)
            .mapToObj(i -> i < 5 ? LabelledImage.of(train, i) : LabelledImage.of(test, i))
            .toList();
    SignsHdf5.write(leaky.resolve("train_signs.h5"), train, Part.TRAIN);
    SignsHdf5.write(
        leaky.resolve("test_signs.h5"),
        new InMemorySource("leaky", new ImageSize(32, 32), test.classes(), judges),
        Part.TEST);
    Path with = folder.resolve("with-audit");
    Path without = folder.resolve("without-audit");
    SignetRun audited = SignetRun.train(leaky, with, "--epochs", "1", "--audit");
    SignetRun silent = SignetRun.train(leaky, without, "--epochs", "1", "--no-audit");
    String clean = "Without the 5 pictures that the training part holds, too (5 identical, 0";
    assertThat(audited.requireSuccess().out())
        .contains("\nAudit: 5 of 12 test pictures are in the training set; ", clean);
    assertThat(silent.requireSuccess().out()).contains(clean).doesNotContain("Audit: ");
    assertThat(without.resolve("audit.json")).doesNotExist();
    assertThat(without.resolve("report.html")).content().contains("The pictures were not audited.");
    assertThat(without.resolve("predictions.csv"))
        .hasSameTextualContentAs(with.resolve("predictions.csv"));
  }

  @Test
  void labelsAreRankedEditedAndApplied() throws IOException {
    Path run = folder.resolve("run-for-labels");
    SignetRun.train(pictures, run, "--epochs", "1").requireSuccess();
    Path csv = folder.resolve("faults.csv");
    List<?> words =
        List.of(
            "data",
            "audit",
            "--model",
            run,
            "--folds",
            2,
            "--threads",
            1,
            "--faults",
            csv,
            "--out",
            folder.resolve("faults.html"));
    SignetRun audit = SignetRun.of(words);
    assertThat(audit.requireSuccess().out()).contains("Labels: ", "Ranking: " + csv);
    assertThat(audit.err()).contains("fold 2/2  accuracy out of fold ");
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(25);
    SignetRun.of(words).requireFailure(1, "faults.csv exists already", "(--faults)");

    String label = lines.get(1).split(",", -1)[3];
    lines.set(1, lines.get(1) + (label.equals("0") ? "1" : "0"));
    Files.write(csv, lines);
    Path out = folder.resolve("relabelled");
    SignetRun relabel =
        SignetRun.of(List.of("data", "relabel", "--data", pictures, "--faults", csv, "--out", out));
    assertThat(relabel.requireSuccess().out())
        .contains("train_signs.h5: 24 pictures", "New labels: 1 of 24 training pictures");
    SignetRun info =
        SignetRun.of(List.of("data", "info", "--data", out, "--sheet", folder.resolve("r.png")));
    assertThat(info.requireSuccess().out()).doesNotContain("(train): 0: 4, 1: 4, 2: 4, 3: 4, 4: 4");
  }

  @Test
  void optionsWithoutEffectAreRefused() {
    SignetRun.of("data", "audit", "--folds", "3")
        .requireFailure(2, "--folds, --epochs and --faults have no effect without --model");
    SignetRun.of(List.of("data", "audit", "--model", folder.resolve("none")))
        .requireFailure(1, "holds no config.json");
  }
}
