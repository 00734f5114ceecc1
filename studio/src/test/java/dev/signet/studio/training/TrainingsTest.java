package dev.signet.studio.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings as processes of their own that take turns. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-ins for signet are shell commands")
@Timeout(120)
@SuppressWarnings("NullAway") // set before each test
class TrainingsTest {
  private static final Wish WISH =
      new Wish(
          60,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(1L),
          Optional.empty());
  private static final Launcher PATIENT =
      new Launcher(List.of("sh", "-c", "echo \"$@\"; exec sleep 60", "signet"));

  @TempDir Path folder;
  private Trainings trainings;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("state"));
    trainings = open(PATIENT);
  }

  @AfterEach
  void end() {
    trainings.all().forEach(each -> trainings.end(each, Training.Turn.STOPPED));
    trainings.close();
  }

  private Trainings open(Launcher launcher) {
    return Trainings.open(folder, folder.resolve("runs"), folder.resolve("state"), launcher);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(20);
    }
  }

  private Training now(String name) {
    return trainings.find(name).orElseThrow();
  }

  @Test
  void secondTrainingWaitsForTheFirst() throws InterruptedException {
    Training first = trainings.ask(WISH);
    Training second = trainings.ask(WISH);
    assertThat(List.of(first.name(), second.name())).containsExactly("training-1", "training-2");
    await(() -> now(first.name()).isRunning());
    assertThat(now(second.name()).turn()).isEqualTo(Training.Turn.WAITING);
    trainings.end(first, Training.Turn.PAUSED);
    await(() -> now(second.name()).isRunning());
    assertThat(now(first.name()).turn()).isEqualTo(Training.Turn.PAUSED);
    trainings.goOn(now(first.name()));
    assertThat(now(first.name()).words())
        .containsExactly("train", "--resume", folder.resolve("runs/training-1").toString());
    assertThat(now(first.name()).turn()).isEqualTo(Training.Turn.WAITING);
  }

  @Test
  void trainingGoesOnWithoutTheStudioAndIsFoundAgain() throws InterruptedException {
    Training asked = trainings.ask(WISH);
    await(() -> now(asked.name()).isRunning());
    trainings.close();
    trainings = open(PATIENT);
    assertThat(now(asked.name()).isRunning()).isTrue();
    Training next = trainings.ask(WISH);
    assertThat(now(next.name()).turn()).isEqualTo(Training.Turn.WAITING);
    trainings.end(now(asked.name()), Training.Turn.STOPPED);
    await(() -> !now(asked.name()).isRunning());
  }

  @Test
  void trainingThatWaitsIsTakenOutOfTheQueue() {
    trainings.ask(WISH);
    Training second = trainings.ask(WISH);
    trainings.end(second, Training.Turn.STOPPED);
    assertThat(trainings.find(second.name())).isEmpty();
    assertThat(folder.resolve("state/training-2.json")).doesNotExist();
  }

  @Test
  void reasonOfAFailureIsTheLastThatTheProcessSaid() throws InterruptedException {
    trainings.close();
    trainings =
        open(new Launcher(List.of("sh", "-c", "echo 'error: one'; echo 'error: no luck'", "x")));
    Training asked = trainings.ask(WISH);
    await(() -> trainings.problem(asked.name()).isPresent() && !now(asked.name()).isRunning());
    assertThat(trainings.problem(asked.name())).contains("no luck");
  }

  @Test
  void wishBecomesTheWordsOfTheCommand() {
    assertThat(WISH.words(Path.of("hands"), Path.of("out")))
        .containsSequence("train", "--data", "hands", "--out", "out", "--budget", "60s")
        .containsSequence("--arch", "resnet18")
        .containsSequence("--seed", "1");
    assertThatThrownBy(
            () ->
                new Wish(
                    1,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("seconds must be 5 to 86400 but was 1");
  }

  @Test
  void fewPicturesBeginWithWhatWasLearnedFromDrawnHands() {
    assertThat(Wish.networkFor(6 * 20, 6)).isEqualTo("hands");
    assertThat(Wish.networkFor(6 * 200, 6)).isEqualTo("resnet18");
    Wish few = WISH.orNetwork("hands");
    assertThat(few.words(Path.of("pictures"), Path.of("out")))
        .containsSequence("--weights", "hands")
        .doesNotContain("--arch");
    assertThat(few.orNetwork("resnet18")).isEqualTo(few);
  }

  /** A terminal's Ctrl-C reaches all processes that it started. */
  @Test
  void signalToTheTerminalDoesNotReachATraining() throws InterruptedException, IOException {
    Training asked = trainings.ask(WISH);
    await(() -> now(asked.name()).isRunning());
    long pid = now(asked.name()).process().orElseThrow().pid();
    Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(pid)).start();
    assertThat(kill.waitFor()).isZero();
    Thread.sleep(200);
    assertThat(now(asked.name()).isRunning()).isTrue();
  }
}
