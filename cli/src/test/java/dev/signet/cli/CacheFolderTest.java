package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Homes and temporary folders that native libraries cannot be unpacked to. */
@Timeout(180)
class CacheFolderTest {
  private static Path pictures;
  private static Path model;
  @TempDir Path folder;

  @BeforeAll
  static void train(@TempDir Path shared) {
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
    model = shared.resolve("run");
    SignetRun.train(pictures, model, "--epochs", "1").requireSuccess();
  }

  private Path file() throws IOException {
    return Files.writeString(folder.resolve("file"), "no folder");
  }

  private List<?> words(String command) {
    return switch (command) {
      case "train" ->
          List.of(
              "--arch", "tiny", "--epochs", 1, "--data", pictures, "--out", folder.resolve("run"));
      case "predict" -> List.of("--model", model, SignetRun.FIXTURES.resolve("picture.jpg"));
      case "evaluate" -> List.of("--model", model, "--data", pictures);
      case "serve" -> List.of("--model", model, "--port", 0);
      default -> List.of();
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"doctor", "train", "predict", "evaluate", "serve"})
  void noFolderAtAllIsALineWithTheOptionThatHelps(String command) throws Exception {
    Path file = file();
    String[] nowhere = {"-Duser.home=" + file, "-Djava.io.tmpdir=" + file};
    try (TrainingProcess process =
        TrainingProcess.launch(List.of(), command, words(command), nowhere)) {
      assertThat(process.exit()).as(process.said()).isEqualTo(1);
      requireOneLine(process.said(), file + "/.javacpp/cache cannot be written to");
    }
  }

  @Test
  void folderThatWasAskedForIsTheOnlyOne() throws Exception {
    Path file = file();
    List<String> asked = List.of("env", "SIGNET_CACHE=" + file.resolve("in"));
    try (TrainingProcess process = TrainingProcess.launch(asked, "doctor", List.of())) {
      assertThat(process.exit()).as(process.said()).isEqualTo(1);
      requireOneLine(process.said(), file + "/in cannot be written to");
    }
  }

  @Test
  void homeThatIsUnknownIsNoFolderOfThatName() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    String[] unknown = {"-Duser.home=?", "-Duser.name=?", "-Djava.io.tmpdir=" + temporary};
    try (TrainingProcess process =
        TrainingProcess.launch(List.of(), "doctor", List.of(), unknown)) {
      assertThat(process.exit()).as(process.said()).isZero();
    }
    assertThat(Path.of("?")).doesNotExist();
    try (Stream<Path> inside = Files.list(temporary)) {
      assertThat(inside.map(Path::getFileName).map(Path::toString)).contains(".javacpp-_");
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "file systems are mounted by unshare")
  void fileSystemWithoutProgramsIsNamedForWhatItIs() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 64)) {
      disk.forbidPrograms();
      String[] there = {
        "-Duser.home=" + disk.path("home"), "-Djava.io.tmpdir=" + folder.resolve("disk")
      };
      try (TrainingProcess process =
          TrainingProcess.launch(disk.inside(), "doctor", List.of(), there)) {
        assertThat(process.exit()).as(process.said()).isEqualTo(1);
        requireOneLine(
            process.said(), "lies on a file system that no program may be run from (noexec)");
      }
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "file systems are mounted by unshare")
  void readOnlyHomeIsNamedForWhatItIs() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 1)) {
      disk.makeReadOnly();
      String[] there = {
        "-Duser.home=" + disk.path("home"), "-Djava.io.tmpdir=" + folder.resolve("disk")
      };
      try (TrainingProcess process =
          TrainingProcess.launch(disk.inside(), "doctor", List.of(), there)) {
        assertThat(process.exit()).as(process.said()).isEqualTo(1);
        requireOneLine(process.said(), "cannot be written to (Read-only file system)");
      }
    }
  }

  private static void requireOneLine(String said, String problem) {
    List<String> errors = said.lines().filter(line -> line.contains("rror")).toList();
    assertThat(errors).as(said).hasSize(1);
    assertThat(errors.get(0))
        .startsWith("error: native libraries cannot be unpacked: ")
        .contains(problem, "SIGNET_CACHE=DIR");
    assertThat(said).doesNotContain("Exception", "fault in Signet", "\tat ", "UnsatisfiedLink");
  }
}
