package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet train --resume}. */
class ResumeCommandTest {
  private static Path folder;
  private static Path pictures;
  private static Path three;

  @BeforeAll
  static void trainThreeEpochs(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
    three = train("three", "--epochs", "3");
  }

  private static Path train(String name, String... more) {
    Path out = folder.resolve(name);
    List<String> words =
        Stream.concat(Stream.of("--recipe", "classic", "--batch-size", "4"), Stream.of(more))
            .toList();
    SignetRun.train(pictures, out, words.toArray(String[]::new)).requireSuccess();
    return out;
  }

  private static SignetRun resume(Path run, String... more) {
    return SignetRun.of(
        Stream.concat(Stream.of("train", "--resume", run.toString()), Stream.of(more)).toList());
  }

  @Test
  void moreEpochsEndAsIfTheyHadBeenAskedForAtOnce() throws IOException {
    Path five = train("five", "--epochs", "5");
    Path raised = train("raised", "--epochs", "3");
    SignetRun run = resume(raised, "--epochs", "5").requireSuccess();
    assertThat(run.out()).contains("Going on from the end of epoch 3 (step 18)");
    for (String file : List.of("model.safetensors", "history.csv", "config.json")) {
      assertThat(raised.resolve(file)).hasSameBinaryContentAs(five.resolve(file));
    }
  }

  @Test
  void runThatIsCompleteIsSavedAgainTheSame() throws IOException {
    byte[] before = Files.readAllBytes(three.resolve("model.safetensors"));
    resume(three).requireSuccess();
    assertThat(three.resolve("model.safetensors")).hasBinaryContent(before);
  }

  /** A run that was killed before its first checkpoint. */
  private static Path begun(String name) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.copy(three.resolve("config.json"), run.resolve("config.json"));
    return run;
  }

  @Test
  void runWithoutACheckpointBeginsAnew() throws IOException {
    Path run = begun("begun");
    Files.writeString(run.resolve(".model.safetensors.1f.tmp"), "half");
    assertThat(resume(run).requireSuccess().out())
        .contains("Going on from the beginning: there is no checkpoint yet");
    assertThat(run.resolve("model.safetensors"))
        .hasSameBinaryContentAs(three.resolve("model.safetensors"));
    assertThat(SignetRun.names(run)).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  void threadsAreTheRunsUnlessOthersAreGivenWhichIsSaidAloud() throws IOException {
    Path run = begun("threads");
    SignetRun first = resume(run).requireSuccess();
    assertThat(first.out()).contains(", 1 threads, ");
    assertThat(first.err()).doesNotContain("warning");
    String said = "the run was begun with .*, 1 thread, .* and goes on with .*, 2 threads, ";
    assertThat(resume(run, "--threads", "2").requireSuccess().err()).containsPattern(said);
    assertThat(resume(begun("others"), "--threads", "2").requireSuccess().err())
        .containsPattern(said);
    assertThat(run.resolve("config.json")).content().contains("\"threads\" : 2");
  }

  @Test
  void runOfBeforeThreadsWereStoredTakesThoseOfItsCheckpoint() throws IOException {
    Path run = train("older", "--epochs", "1");
    String config = Files.readString(run.resolve("config.json"));
    String older = config.replaceFirst(",\\s*\"threads\" : 1", "");
    assertThat(older).isNotEqualTo(config);
    Files.writeString(run.resolve("config.json"), older);
    SignetRun resumed = resume(run).requireSuccess();
    assertThat(resumed.out()).contains(", 1 threads, ");
    assertThat(resumed.err()).doesNotContain("warning");
    assertThat(run.resolve("config.json")).hasContent(config);
  }

  @Test
  void changeThatWouldMakeItAnotherRunIsWrongUsage() {
    resume(three, "--lr", "0.01")
        .requireFailure(
            2, "must be what it was, but training.optimizer.lr was 0.001 and is 0.01; leave");
    resume(three, "--arch", "resnet18").requireFailure(2, "model.variant was \"tiny\"");
    resume(three, "--seed", "5").requireFailure(2, "seed was 0 and is 5");
    resume(three, "--out", "x").requireFailure(2, "--out and --resume exclude each other");
    resume(three, "--lr", "0.001").requireSuccess();
  }

  @Test
  void folderWithoutARunIsNamed() {
    resume(folder).requireFailure(1, "holds no run to go on with (--resume)");
  }

  @Test
  void folderThatAnotherTrainingHasJustLockedIsLeftToIt() throws IOException {
    Path out = Files.createDirectories(folder.resolve("taken"));
    try (RunLock lock = RunLock.acquire(new RunFolder(out))) {
      SignetRun.train(pictures, out).requireFailure(1, "is in use by another training");
      assertThat(SignetRun.names(out)).containsExactly(".lock");
    }
  }

  @Test
  void newRunIsPointedToTheOldOne() {
    SignetRun.train(pictures, three)
        .requireFailure(1, "already holds a run; go on with it (--resume) or choose another");
  }

  @Test
  void trainingThatIsOverItsTimeIsJudgedAndGoesOn() throws IOException {
    Path out = folder.resolve("limited");
    SignetRun run =
        SignetRun.train(
                pictures,
                out,
                "--recipe",
                "classic",
                "--batch-size",
                "4",
                "--epochs",
                "3",
                "--time-limit",
                "0.001s")
            .requireSuccess();
    assertThat(run.out())
        .contains("Ended by its time limit", "Train accuracy: ", "--resume " + out);
    resume(out).requireSuccess();
    assertThat(out.resolve("model.safetensors"))
        .hasSameBinaryContentAs(three.resolve("model.safetensors"));
  }

  @Test
  void patienceEndsItEarly() {
    Path out = folder.resolve("patient");
    SignetRun run =
        SignetRun.train(
                pictures,
                out,
                "--epochs",
                "50",
                "--optimizer",
                "adamw",
                "--lr",
                "100",
                "--sizes",
                "full",
                "--patience",
                "2",
                "--best-by",
                "train-loss")
            .requireSuccess();
    assertThat(run.out()).contains("Ended early after ", ", with the weights of the best epoch.");
  }

  @Test
  void epochsAreNotComparedByWhatThereIsNot() {
    SignetRun.train(
            pictures, folder.resolve("unmade"), "--patience", "2", "--best-by", "validation-loss")
        .requireFailure(2, "cannot be compared by validation-loss (--best-by)");
    assertThat(folder.resolve("unmade")).doesNotExist();
  }
}
