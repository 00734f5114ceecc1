package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures as users have them, from the folder to the verdict. */
class UsersDataTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void trainsWithoutATestPartWhoseLabelsAreMissingAndJudgesByFewerClasses() throws IOException {
    for (String name : List.of("train/a/1", "train/b/1", "train/c/1", "test/1")) {
      picture("data/" + name + ".png");
    }
    picture("judged/a/1.png");
    picture("judged/c/1.png");
    Path run = folder.resolve("data/runs/first");
    SignetRun trained =
        SignetRun.train(folder.resolve("data"), run, "--epochs", "1").requireSuccess();
    assertThat(trained.err())
        .contains("note: " + folder.resolve("data/test") + " has no class folders");
    SignetRun again =
        SignetRun.train(folder.resolve("data"), folder.resolve("data/runs/second"), "--epochs", "1")
            .requireSuccess();
    assertThat(again.out()).contains("The number of class: 3", "The number of train set: 3");
    SignetRun judged =
        SignetRun.of(List.of("evaluate", "--model", run, "--data", folder.resolve("judged")))
            .requireSuccess();
    assertThat(judged.err()).contains("has no pictures of b; there is no recall for them");
    assertThat(judged.out()).containsPattern("b +0 +\\S+ +- +\\S+");
    picture("judged/d/1.png");
    SignetRun.of(List.of("evaluate", "--model", run, "--data", folder.resolve("judged")))
        .requireFailure(1, "has classes that the model does not know: d; it knows a, b, c");
  }

  @Test
  void readsTheKeysThatAreGivenAndSaysWhichItFound() {
    Path foreign = SignetRun.FIXTURES.resolve("odd_keys_foreign.h5");
    Path sheet = folder.resolve("sheet.png");
    SignetRun.of(List.of("data", "info", "--data", foreign, "--sheet", sheet))
        .requireFailure(1, "--keys PICTURES,LABELS");
    SignetRun.of(List.of("data", "info", "--data", foreign, "--sheet", sheet, "--keys", "a,b,c"))
        .requireSuccess();
    SignetRun.of(List.of("data", "info", "--keys", "a,b"))
        .requireFailure(2, "--keys has no effect without --data");
    SignetRun found =
        SignetRun.of(
            List.of(
                "data",
                "info",
                "--data",
                SignetRun.FIXTURES.resolve("odd_keys_x.h5"),
                "--sheet",
                sheet));
    assertThat(found.err()).contains("note: ", ": pictures from x, labels from y");
  }

  @Test
  void remembersTheKeysOfATraining() {
    Path run = folder.resolve("run");
    SignetRun.train(
            SignetRun.FIXTURES.resolve("odd_keys_foreign.h5"),
            run,
            "--keys",
            "a,b,c",
            "--epochs",
            "1",
            "--input",
            "3x32x32")
        .requireSuccess();
    SignetRun.of(List.of("evaluate", "--model", run)).requireSuccess();
  }

  @Test
  void refusesAPathThatNoLocaleCanName() {
    SignetRun.of("data", "info", "--data", "a\0b").requireFailure(2, "'a?b' is no path");
    SignetRun.of("data", "info", "--sheet", "a\0b").requireFailure(2, "'a?b' is no path");
  }

  private void picture(String below) throws IOException {
    Path file = folder.resolve(below);
    Files.createDirectories(file.resolveSibling(""));
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    image.setRGB(1, 1, below.hashCode());
    ImageIO.write(image, "png", file.toFile());
  }
}
