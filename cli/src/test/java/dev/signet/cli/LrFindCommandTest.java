package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code signet lr-find} with a tiny network. */
class LrFindCommandTest {
  private static Path pictures;

  @TempDir Path folder;

  @BeforeAll
  static void makePictures(@TempDir Path shared) {
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
  }

  private SignetRun find(Path out, String... more) {
    List<?> words =
        List.of("lr-find", "--arch", "tiny", "--threads", "1", "--data", pictures, "--out", out);
    return SignetRun.of(Stream.concat(words.stream(), Arrays.stream(more)).toList());
  }

  @Test
  void suggestionIsAnOptionToPasteAndThePlotIsDrawn() throws IOException {
    Path plot = folder.resolve("plot.png");
    SignetRun run =
        find(plot, "--from", "1e-4", "--to", "10", "--steps", "60", "--batch-size", "12")
            .requireSuccess();
    assertThat(run.out())
        .contains("Network: ResNetTiny, recipe fast, SGD, 12 pictures a step, seed 0\n")
        .containsPattern("Steps: \\d+ of 60, ")
        .containsPattern("Loss falls fastest at: [-\\d.e]+\n")
        .containsPattern("Loss is lowest at: [-\\d.e]+\n")
        .containsPattern("Suggestion, a tenth of the latter: --lr [-\\d.e]+\n")
        .endsWith("Plot: " + plot + "\n");
    BufferedImage picture = ImageIO.read(plot.toFile());
    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(picture.getHeight()).isEqualTo(540);
    int[] pixels = picture.getRGB(0, 0, 900, 540, null, 0, 900);
    assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(10);
    assertThat(SignetRun.names(folder)).containsExactly("plot.png");
  }

  @Test
  void answerAsJsonHoldsTheCurve() {
    SignetRun run =
        find(folder.resolve("plot.png"), "--to", "1e-5", "--steps", "10", "--format", "json")
            .requireSuccess();
    JsonNode answer = new JsonMapper().readTree(run.out());
    assertThat(answer.propertyNames())
        .containsExactly("data", "from", "to", "steps", "end", "suggestion", "points");
    assertThat(answer.get("end").asString()).isEqualTo("completed");
    assertThat(answer.get("suggestion").isNull()).isTrue(); // such steps change nothing
    assertThat(answer.get("points").size()).isEqualTo(10);
    assertThat(answer.get("points").get(0).propertyNames())
        .containsExactly("lr", "loss", "smoothed");
    assertThat(folder.resolve("plot.png")).exists();
  }

  @Test
  void lossThatNeverFellIsSaid() {
    SignetRun run = find(folder.resolve("plot.png"), "--to", "1e-5", "--steps", "10");
    assertThat(run.requireSuccess().out())
        .contains("No suggestion: the loss never fell")
        .doesNotContain("--lr");
  }

  @Test
  void existingFileIsNotReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("plot.png"), "mine");
    find(file).requireFailure(1, "plot.png exists already", "--out");
    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--from 0.1 --to 0.01 | (--from) must be below the highest (--to), 0.01, but was 0.1",
        "--from 1 | (--from) must be below the highest (--to), 1, but was 1",
        "--from NaN | lowest learning rate (--from) must be > 0 and <= 1000 but was NaN",
        "--from 0 | lowest learning rate (--from) must be > 0 and <= 1000 but was 0",
        "--to NaN | highest learning rate (--to) must be > 0 and <= 1000 but was NaN",
        "--to Infinity | highest learning rate (--to) must be > 0 and <= 1000 but was Infinity",
        "--steps 9 | number of steps (--steps) must be between 10 and 100000 but was 9",
        "--lr 0.1 | --lr has no effect in lr-find",
        "--schedule one-cycle | --schedule has no effect in lr-find",
        "--epochs 3 | --epochs has no effect in lr-find",
        "--sizes full | --sizes has no effect in lr-find",
        "--batch-size 1 | batch size (--batch-size) must be between 2 and 65536 but was 1"
      })
  void valueOutOfRangeIsNamedAndNothingIsWritten(String options, String said) {
    find(folder.resolve("plot.png"), options.split(" ")).requireFailure(2, said);
    assertThat(SignetRun.names(folder)).isEmpty();
  }
}
