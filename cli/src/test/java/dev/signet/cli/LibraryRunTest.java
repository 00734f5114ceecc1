package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that trains as the README shows gets the run that the command gets, file by file. */
class LibraryRunTest {
  /** What holds times of day or durations, or depends on them. */
  private static final String WITH_TIMES =
      "timing[.]csv|progress[.]json|report[.]html|events[.].*|checkpoints/(step|last[.].*)";

  @TempDir Path folder;

  @Test
  void libraryAndCommandLeaveTheSameFiles() throws IOException {
    Path byCommand = folder.resolve("command");
    SignetRun.of(
            "train",
            "--arch",
            "tiny",
            "--input",
            "3x32x32",
            "--epochs",
            "1",
            "--validation",
            "0.2",
            "--out",
            byCommand.toString())
        .requireSuccess();
    Path byLibrary = folder.resolve("library");
    RunConfig config = config();
    Run.train(
        new RunSpec(
            byLibrary,
            config,
            ConfiguredData.load(config.data(), Optional.of(config.model().input()))),
        new RunListener() {});
    assertThat(names(byLibrary))
        .isEqualTo(names(byCommand))
        .contains("model.safetensors", "audit.json", "evaluation.json", "history.csv", "loss.png");
    List<String> comparable =
        names(byCommand).stream().filter(name -> !name.matches(WITH_TIMES)).toList();
    assertThat(comparable).hasSizeGreaterThan(10);
    assertThat(comparable)
        .allSatisfy(
            name ->
                assertThat(byLibrary.resolve(name))
                    .hasSameBinaryContentAs(byCommand.resolve(name)));
  }

  private static RunConfig config() {
    DataConfig data =
        new DataConfig.HeldOut(
            DataConfig.Synthetic.DEFAULT, 0.2, Optional.empty(), Optional.empty());
    InputSize size = InputSize.square(32);
    ModelConfig net = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, size, 6);
    RunConfig fast = RunConfig.of(Recipe.FAST, data, net, 0);
    return fast.withTraining(fast.training().withEpochs(1));
  }

  /** Of all files; how many checkpoints there are is a matter of time. */
  private static List<String> names(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> run.relativize(file).toString().replace('\\', '/'))
          .map(name -> name.replaceAll("step-\\d+[.]safetensors", "step"))
          .map(name -> name.replaceAll("events[.].*", "events.out"))
          .distinct()
          .sorted()
          .toList();
    }
  }
}
