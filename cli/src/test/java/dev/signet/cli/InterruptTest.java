package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signal in the middle of a training, in a JVM of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is ended there, not asked to end")
class InterruptTest {
  private static Path folder;
  private static Path pictures;

  @BeforeAll
  static void makePictures(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
  }

  /** In the first epoch of 12 steps, and in a later one. */
  @ParameterizedTest
  @CsvSource({"Run: , false", "epoch 3/, true"})
  void everythingIsSavedAndSaid(String when, boolean epochsEnded) throws Exception {
    Path out = folder.resolve("run-" + epochsEnded);
    Process process = start("train", out, "--epochs", "100000");
    StringBuilder said = new StringBuilder();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith(when)) {
          // SIGTERM, because a shell may have made SIGINT ignored.
          process.toHandle().destroy();
        }
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(said.toString()).isEqualTo(143);
    assertThat(said)
        .contains("stopping after this step; the parameters will be saved")
        .containsPattern("Interrupted after \\d+ epochs and \\d+ steps")
        .contains("To go on: signet train --resume " + out + "\n")
        .endsWith("Model: " + out.resolve("model.safetensors") + "\n");
    requireWhole(out, epochsEnded);
  }

  @Test
  void searchForALearningRateLeavesNothing() throws Exception {
    Path plot = folder.resolve("plot.png");
    Process process = start("lr-find", plot, "--steps", "100000", "--to", "1e-5");
    StringBuilder said = new StringBuilder();
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        said.append(line).append('\n');
        if (line.startsWith("Network: ")) {
          process.toHandle().destroy();
        }
      }
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(said.toString()).isEqualTo(143);
    assertThat(said)
        .contains("stopping after this step; nothing will be saved")
        .containsPattern("interrupted after \\d+ steps")
        .doesNotContain("--lr", "error");
    assertThat(plot).doesNotExist();
  }

  private static void requireWhole(Path out, boolean epochsEnded) throws IOException {
    assertThat(SignetRun.names(out))
        .contains("config.json", "history.csv", "model.safetensors", "ResNetTiny_params.pkl")
        .noneMatch(name -> name.endsWith(".tmp"));
    List<String> rows = Files.readAllLines(out.resolve("history.csv"));
    assertThat(rows).allSatisfy(row -> assertThat(row.split(",", -1)).hasSize(6));
    assertThat(rows).hasSizeGreaterThanOrEqualTo(epochsEnded ? 4 : 1);
    SignetRun.of(List.of("evaluate", "--model", out)).requireSuccess();
  }

  private static Process start(String command, Path out, String... more) throws IOException {
    List<String> words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xshare:auto",
            "-Djava.awt.headless=true",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.signet.cli.Main",
            command,
            "--arch",
            "tiny",
            "--threads",
            "1",
            "--batch-size",
            "2",
            "--data",
            pictures.toString(),
            "--out",
            out.toString());
    return new ProcessBuilder(Stream.concat(words.stream(), Stream.of(more)).toList())
        .redirectErrorStream(true)
        .start();
  }
}
