package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet train} on 24 built-in pictures and a tiny network. */
class TrainCommandTest {
  private static final int EPOCHS = 7;

  private static Path folder;
  private static Path pictures;
  private static Path finished;
  private static SignetRun run;

  @BeforeAll
  static void trainOnce(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
    finished = shared.resolve("finished");
    run = train(finished, "--seed", "3").requireSuccess();
  }

  private static SignetRun train(Path out, String... more) {
    return SignetRun.train(pictures, out, words(more, "--epochs", Integer.toString(EPOCHS)));
  }

  private static String[] words(String[] some, String... more) {
    return Stream.of(some, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void introductionSaysWhatIsTrainedOnWhat() {
    assertThat(run.out())
        .startsWith("Device: cpu (")
        .contains("1 threads, libtorch ")
        .contains("Data: " + pictures.resolve("train_signs.h5"))
        .contains("The number of train set: 24\n", "The number of test set: 12\n")
        .contains("The shape of train set(x): [24, 3, 32, 32]\n")
        .contains("The shape of train set(y): [24]\n", "The number of class: 6\n")
        .contains("recipe fast, 7 epochs, seed 3\n")
        .contains("Run: " + finished + "\n");
  }

  @Test
  void everyFifthEpochHasTheArticlesLine() {
    assertThat(run.out().lines().filter(line -> line.startsWith("epoch: ")))
        .hasSize(2)
        .first()
        .asString()
        .matches("epoch: 0, loss: \\d+\\.\\d+");
    assertThat(run.out()).containsPattern("(?m)^epoch: 5, loss: \\d+\\.\\d+$");
  }

  @Test
  void everyEpochHasALineBesideTheAnswer() {
    List<String> lines = run.err().lines().toList();
    assertThat(lines).hasSize(EPOCHS);
    String number = "\\d+\\.\\d+";
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
      assertThat(lines.get(epoch - 1))
          .matches(
              String.format(
                      Locale.ROOT,
                      "epoch %d/7  loss %s  accuracy %s%%  validation loss %s  accuracy %s%%",
                      epoch,
                      number,
                      number,
                      number,
                      number)
                  + "  \\d+ pictures/s  \\d+:\\d\\d left");
    }
  }

  @Test
  void conclusionNamesTheFilesAndTheAccuracies() {
    assertThat(run.out().lines().skip(run.out().lines().count() - 6))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo("Parameters: " + finished.resolve("ResNetTiny_params.pkl")),
            line -> assertThat(line).isEqualTo("Model: " + finished.resolve("model.safetensors")),
            line -> assertThat(line).matches("Train accuracy: \\d+\\.\\d\\d%"),
            line -> assertThat(line).matches("Test accuracy: \\d+\\.\\d\\d%"),
            line -> assertThat(line).matches("Judged by .*: 95% interval .*% to .*%"),
            line -> assertThat(line).isEqualTo("Report: " + finished.resolve("report.html")));
  }

  @Test
  void runHoldsEveryFileAndNoTemporaryOne() throws IOException {
    assertThat(SignetRun.names(finished))
        .noneMatch(name -> name.contains("tmp"))
        .contains("audit.json", "evaluation.json", "predictions.csv", "environment.json")
        .contains("report.html")
        .contains("ResNetTiny_params.pkl", "config.json", "history.csv", "timing.csv", "loss.png")
        .contains("model.safetensors", "checkpoints")
        .anyMatch(name -> name.startsWith("events.out.tfevents."));
    assertThat(Files.readAllLines(finished.resolve("history.csv"))).hasSize(1 + EPOCHS);
  }

  @Test
  void secondRunIntoTheSameFolderIsRefused() throws IOException {
    byte[] before = Files.readAllBytes(finished.resolve("model.safetensors"));
    train(finished).requireFailure(1, "already holds a run", "choose another folder (--out)");
    assertThat(Files.readAllBytes(finished.resolve("model.safetensors"))).isEqualTo(before);
  }

  @Test
  void sameSeedGivesTheSameModelBytesAndAnotherDoesNot() throws IOException {
    Path again = folder.resolve("again");
    Path other = folder.resolve("other");
    train(again, "--seed", "3").requireSuccess();
    train(other, "--seed", "4").requireSuccess();
    for (String name : List.of("model.safetensors", "ResNetTiny_params.pkl", "config.json")) {
      byte[] expected = Files.readAllBytes(finished.resolve(name));
      assertThat(Files.readAllBytes(again.resolve(name))).as(name).isEqualTo(expected);
      assertThat(Files.readAllBytes(other.resolve(name))).as(name).isNotEqualTo(expected);
    }
  }

  @Test
  void builtInPicturesAreSaidToBeSynthetic() {
    Path out = folder.resolve("synthetic");
    SignetRun synthetic =
        SignetRun.of(
            List.of(
                "train",
                "--arch",
                "tiny",
                "--threads",
                1,
                "--input",
                "32x32",
                "--epochs",
                1,
                "--out",
                out));
    assertThat(synthetic.requireSuccess().out())
        .contains("Data: built-in SYNTHETIC pictures, drawn by Signet: not photographs,")
        .contains("The shape of train set(x): [1080, 3, 32, 32]");
    assertThat(
            SignetRun.of(List.of("evaluate", "--threads", 1, "--model", out))
                .requireSuccess()
                .out())
        .contains("Data: synthetic (test)", " of 120)");
  }

  @Test
  void fastRecipeTrainsToo() {
    train(folder.resolve("fast"), "--recipe", "fast", "--batch-size", "8").requireSuccess();
    assertThat(SignetRun.of(List.of("evaluate", "--model", folder.resolve("fast"))).code())
        .isZero();
  }

  @Test
  void divergingTrainingKeepsTheLastGoodParameters() {
    Path out = folder.resolve("diverging");
    SignetRun diverged = train(out, "--recipe", "classic", "--optimizer", "sgd", "--lr", "30");
    diverged.requireFailure(
        1, "at step", "the parameters are those of the end of epoch", "(--lr, it was 30.0)");
    assertThat(diverged.out()).endsWith("Model: " + out.resolve("model.safetensors") + "\n");
    assertThat(SignetRun.names(out)).contains("model.safetensors", "ResNetTiny_params.pkl");
  }

  @Test
  void trainingThatDivergesInItsFirstEpochLeavesNothing() {
    Path out = folder.resolve("diverged");
    train(out, "--recipe", "classic", "--optimizer", "sgd", "--lr", "1000", "--batch-size", "4")
        .requireFailure(1, "loss became NaN at step", "(epoch 0)");
    assertThat(out).doesNotExist();
  }

  @Test
  void folderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    train(file.resolve("run")).requireFailure(1, "cannot make the run's folder", "--out");
    train(file).requireFailure(1, "is a file, but a run needs a folder");
    assertThat(file).isEmptyFile();
  }
}
