package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet data}: info, make, pack and split. */
class DataCommandsTest {
  private static Path folder;
  private static Path pictures;

  @BeforeAll
  static void makeOnce(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
  }

  @Test
  void infoCountsAndDrawsASheet() {
    Path sheet = folder.resolve("sheet.png");
    SignetRun run = SignetRun.of(List.of("data", "info", "--data", pictures, "--sheet", sheet));
    assertThat(run.requireSuccess().out())
        .contains("The number of train set: 24", "The number of class: 6")
        .contains("Pictures of each class (train): 0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 5: 4")
        .contains("Pictures of each class (test): 0: 2, 1: 2, 2: 2, 3: 2, 4: 2, 5: 2")
        .endsWith("Contact sheet: " + sheet + "\n")
        .doesNotContain("SYNTHETIC");
    assertThat(sheet).isNotEmptyFile();
  }

  @Test
  void infoRefusesASheetOfNothing() {
    SignetRun.of("data", "info", "--per-class", "0")
        .requireFailure(2, "--per-class must be between 1 and 100 but was 0");
  }

  @Test
  void makeSaysThatItsPicturesAreSynthetic() {
    Path out = folder.resolve("made");
    SignetRun run =
        SignetRun.of(
            List.of("data", "make", "--train", 6, "--test", 6, "--input", "32x32", "--out", out));
    assertThat(run.requireSuccess().out())
        .contains(out.resolve("train_signs.h5") + ": 6 synthetic pictures, seed 7");
    assertThat(SignetRun.names(out)).containsExactly("test_signs.h5", "train_signs.h5");
  }

  @Test
  void sameSeedMakesTheSameFiles() throws IOException {
    Path again = SignetRun.makePictures(folder.resolve("again"));
    for (String name : List.of("train_signs.h5", "test_signs.h5")) {
      assertThat(Files.readAllBytes(again.resolve(name)))
          .isEqualTo(Files.readAllBytes(pictures.resolve(name)));
    }
  }

  @Test
  void filesAreNotOverwritten() {
    SignetRun.of(List.of("data", "make", "--train", 6, "--test", 6, "--out", pictures))
        .requireFailure(1, "train_signs.h5 exists already", "(--out)");
  }

  @Test
  void tooFewPicturesAreRefused() {
    Path out = folder.resolve("few");
    SignetRun.of(List.of("data", "make", "--train", 5, "--out", out))
        .requireFailure(2, "number of train pictures (--train) must be between 6 and 1000000");
    assertThat(out).doesNotExist();
  }

  @Test
  void foldersArePackedIntoHdf5() throws IOException {
    Path album = folder.resolve("album");
    for (String name : List.of("fist", "palm")) {
      Path of = Files.createDirectories(album.resolve(name));
      Files.copy(SignetRun.FIXTURES.resolve("noise_16x16.png"), of.resolve("1.png"));
      Files.copy(SignetRun.FIXTURES.resolve("noise_37x20.png"), of.resolve("2.png"));
    }
    Path out = folder.resolve("packed");
    SignetRun run =
        SignetRun.of(
            List.of(
                "data", "pack", "--data", album, "--input", "16x16", "--name", "mine", "--out",
                out));
    assertThat(run.requireSuccess().out())
        .isEqualTo(out.resolve("train_mine.h5") + ": 4 pictures\n");
    SignetRun info =
        SignetRun.of(
            List.of("data", "info", "--data", out, "--sheet", folder.resolve("packed.png")));
    assertThat(info.requireSuccess().out())
        .contains("The shape of train set(x): [4, 3, 16, 16]", "fist: 2, palm: 2");
  }

  @Test
  void splitSetsTheSameShareOfEachClassAside() {
    Path out = folder.resolve("split");
    SignetRun run =
        SignetRun.of(
            List.of("data", "split", "--data", pictures, "--fraction", 0.25, "--out", out));
    assertThat(run.requireSuccess().out())
        .contains("train_signs.h5: 18 pictures", "test_signs.h5: 6 pictures");
    SignetRun info =
        SignetRun.of(
            List.of("data", "info", "--data", out, "--sheet", folder.resolve("split.png")));
    assertThat(info.requireSuccess().out()).contains("(test): 0: 1, 1: 1, 2: 1, 3: 1, 4: 1, 5: 1");
  }

  @Test
  void impossibleSplitIsRefused() {
    Path out = folder.resolve("impossible");
    SignetRun.of(List.of("data", "split", "--data", pictures, "--fraction", 1, "--out", out))
        .requireFailure(2, "--fraction must be above 0 and below 1 but was 1");
    SignetRun.of(
            List.of(
                "data",
                "split",
                "--data",
                pictures,
                "--group",
                "runs",
                "--numbers",
                "x",
                "--out",
                out))
        .requireFailure(2, "give either --group or --numbers, not both");
    assertThat(out).doesNotExist();
  }
}
