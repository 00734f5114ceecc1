package dev.signet.runfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetException;
import dev.signet.TestPictures;
import dev.signet.artifact.RunConfigFile;
import dev.signet.config.Json;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  @Test
  void folderIsMadeWithAllOnTheWay() {
    Path run = folder.resolve("a").resolve("b");
    assertThat(RunFolder.create(run).path()).isEqualTo(run).isDirectory();
    assertThatCode(() -> RunFolder.create(run)).doesNotThrowAnyException(); // it is still empty
  }

  @Test
  void folderThatHoldsAnythingIsRefused() throws IOException {
    Files.createFile(folder.resolve(".hidden"));
    assertThatThrownBy(() -> RunFolder.create(folder))
        .isInstanceOf(SignetException.class)
        .hasMessage("%s already holds other files; choose another folder (--out)", folder);
    assertThatThrownBy(() -> RunFolder.requireFree(folder)).isInstanceOf(SignetException.class);
  }

  @Test
  void lockAndHalfOfAFileThatAKilledProcessLeftAreNothing() throws IOException {
    Files.createFile(folder.resolve(".lock"));
    Files.createFile(folder.resolve(".config.json.3f.tmp"));
    assertThatCode(() -> RunFolder.create(folder)).doesNotThrowAnyException();
  }

  @Test
  void fileIsRefusedWhereAFolderIsNeeded() throws IOException {
    Path file = Files.createFile(folder.resolve("run"));
    assertThatThrownBy(() -> RunFolder.create(file))
        .isInstanceOf(SignetException.class)
        .hasMessage("%s is a file, but a run needs a folder; choose another name (--out)", file);
    assertThatThrownBy(() -> RunFolder.create(file.resolve("deeper")))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("cannot make the run's folder %s: ", file.resolve("deeper"))
        .hasMessageEndingWith("choose another one (--out)");
  }

  @Test
  void askingWhetherAFolderIsFreeMakesNone() {
    Path run = folder.resolve("run");
    RunFolder.requireFree(run);
    assertThat(run).doesNotExist();
  }

  @Test
  void placeThatCannotBeWrittenIsRefusedAtOnce() {
    Path kernel = Path.of("/proc");
    assumeTrue(Files.isDirectory(kernel), "there is no /proc here");
    assertThatThrownBy(() -> RunFolder.create(kernel.resolve("run")))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("cannot make the run's folder /proc/run: ")
        .hasMessageEndingWith("; choose another one (--out)");
  }

  @Test
  void discardLeavesNothing() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("run"));
    Files.createDirectories(run.path().resolve("logs").resolve("deep"));
    Files.writeString(run.path().resolve("logs").resolve("deep").resolve("a.txt"), "a");
    Files.writeString(run.history(), "b");
    run.discard();
    assertThat(folder).isEmptyDirectory();
    assertThatCode(() -> RunFolder.create(run.path())).doesNotThrowAnyException();
  }

  @Test
  void discardDoesNotFollowLinks() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious.txt"), "mine");
    RunFolder run = RunFolder.create(folder.resolve("run"));
    Files.createSymbolicLink(run.path().resolve("link"), folder);
    run.discard();
    assertThat(precious).hasContent("mine");
    assertThat(run.path()).doesNotExist();
  }

  @Test
  void filesHaveTheNamesOfTheManual() {
    RunFolder run = new RunFolder(Path.of("r"));
    assertThat(run.config()).isEqualTo(Path.of("r", "config.json"));
    assertThat(run.history()).isEqualTo(Path.of("r", "history.csv"));
    assertThat(run.timing()).isEqualTo(Path.of("r", "timing.csv"));
    assertThat(run.checkpoints().path()).isEqualTo(Path.of("r", "checkpoints"));
    assertThat(run.lossCurve()).isEqualTo(Path.of("r", "loss.png"));
    assertThat(run.model()).isEqualTo(Path.of("r", "model.safetensors"));
    assertThat(run.parameters(ResNetVariant.RESNET34))
        .isEqualTo(Path.of("r", "ResNet34_params.pkl"));
  }

  @Test
  void configurationIsFoundBesideTheModelOrInItsFolder() throws IOException {
    RunFolder run = new RunFolder(folder);
    assertThat(RunConfigFile.beside(folder)).isEmpty();
    RunConfig config = TestPictures.run(16, 3, 2, 8, 0.01);
    Files.writeString(run.config(), Json.write(config));
    assertThat(RunConfigFile.beside(folder)).contains(config);
    assertThat(RunConfigFile.beside(run.model())).contains(config);
    Files.writeString(run.config(), "{");
    assertThatThrownBy(() -> RunConfigFile.beside(run.model()))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(run.config().toString());
  }
}
