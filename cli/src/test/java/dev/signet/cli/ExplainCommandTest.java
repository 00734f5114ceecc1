package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code signet explain} and {@code signet probe} with a model that {@code train} has made. */
class ExplainCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static Path folder;
  private static Path model;
  private static Path album;
  private static Path hand;

  @BeforeAll
  static void train(@TempDir Path shared) throws IOException {
    folder = shared;
    Path pictures = SignetRun.makePictures(shared.resolve("pictures"));
    model = shared.resolve("run");
    SignetRun.train(pictures, model, "--epochs", "1").requireSuccess();
    album = Files.createDirectory(shared.resolve("album"));
    hand = Files.copy(SignetRun.FIXTURES.resolve("noise_37x20.png"), album.resolve("a.png"));
    Files.writeString(album.resolve("b.jpg"), "not a picture");
    Path inner = Files.createDirectory(album.resolve("inner"));
    Files.copy(SignetRun.FIXTURES.resolve("noise_16x16.png"), inner.resolve("a.png"));
  }

  private static SignetRun explain(Object... more) {
    return SignetRun.of(Stream.concat(Stream.of("explain", model), Stream.of(more)).toList());
  }

  private static SignetRun probe(Object... more) {
    return SignetRun.of(Stream.concat(Stream.of("probe", model), Stream.of(more)).toList());
  }

  @Test
  void pictureIsDrawnAndToldInOneLine() throws IOException {
    Path out = folder.resolve("one");
    SignetRun run = explain(hand, "--out", out).requireSuccess();
    assertThat(run.out()).matches("(?s)\\Q" + hand + "\\E: [0-5] \\(\\d+\\.\\d\\d %\\), .*\\R");
    assertThat(SignetRun.names(out)).containsExactly("a-gradcam.png");
    assertThat(ImageIO.read(out.resolve("a-gradcam.png").toFile()).getWidth()).isEqualTo(536);
  }

  @Test
  void badPictureIsNamedTheRestAreExplainedAndNamesakesAreKeptApart() {
    Path out = folder.resolve("all");
    SignetRun run = explain(album, "--out", out);
    run.requireFailure(1, "b.jpg is not a picture that can be read");
    assertThat(run.out().lines()).hasSize(2);
    assertThat(SignetRun.names(out)).containsExactly("a-2-gradcam.png", "a-gradcam.png");
  }

  @Test
  void jsonHoldsTheNumbersOfTheMap() {
    Path out = folder.resolve("json");
    SignetRun run =
        explain(album, "--out", out, "--format", "json", "--class", "4", "--layer", "conv2");
    run.requireFailure(1, "b.jpg");
    JsonNode answer = JSON.readTree(run.out());
    assertThat(answer.get("method").asString()).isEqualTo("Grad-CAM at conv2");
    assertThat(answer.get("errors")).hasSize(1);
    JsonNode first = answer.get("explanations").get(0);
    assertThat(first.get("label").asString()).isEqualTo("4");
    assertThat(first.get("heatmap")).hasSize(8);
    assertThat(first.get("heatmap").get(0)).hasSize(8);
  }

  @Test
  void occlusionHasItsOwnOptions() {
    Path out = folder.resolve("occlusion");
    explain(hand, "--out", out, "--method", "occlusion", "--patch", 16, "--stride", 16)
        .requireSuccess();
    assertThat(SignetRun.names(out)).containsExactly("a-occlusion.png");
    explain(hand, "--patch", 8)
        .requireFailure(2, "--patch has no effect without --method occlusion");
    explain(hand, "--method", "occlusion", "--layer", "conv2")
        .requireFailure(2, "--layer has no effect without --method gradcam");
    explain(hand, "--class", "seven")
        .requireFailure(2, "the model has no class 'seven' (--class); its classes are 0, 1, 2, 3");
  }

  @Test
  void probeTellsItsScoresAndASentence() {
    List<String> lines = probe().requireSuccess().out().lines().toList();
    assertThat(lines.get(1)).isEqualTo("Border: 4 pixels on each side, 44 % of the picture");
    assertThat(lines).anyMatch(line -> line.startsWith("the model, the border only "));
    assertThat(lines).anyMatch(line -> line.startsWith("no model: nearest training border "));
    assertThat(lines)
        .anyMatch(line -> line.startsWith("SHORTCUT") || line.startsWith("No shortcut"));
  }

  @Test
  void probeAsJsonHoldsCountsAndVerdict() {
    SignetRun run = probe("--format", "json", "--border", "0.25").requireSuccess();
    JsonNode answer = JSON.readTree(run.out());
    assertThat(answer.get("count").asInt()).isEqualTo(12);
    assertThat(answer.get("border_pixels").asInt()).isEqualTo(8);
    assertThat(answer.get("border_area").asDouble()).isEqualTo(0.75);
    for (String view : List.of("whole", "centre_masked", "border_only", "centre_only")) {
      JsonNode score = answer.get(view);
      assertThat(score.get("accuracy").asDouble()).isEqualTo(score.get("correct").asInt() / 12.0);
    }
    assertThat(answer.get("verdict")).isNotEmpty();
  }

  @Test
  void probeRefusesWhatItCannotDo() {
    probe("--border", "0.5").requireFailure(2, "--border must be 0.02 to 0.4 but was 0.5");
    probe("--pictures", 1).requireFailure(2, "--pictures must be 10 to 1000000 but was 1");
    probe("--data", SignetRun.FIXTURES.resolve("names_fixed.h5"))
        .requireFailure(
            1, "has classes that the model does not know: fist, one, 二; it knows 0, 1, 2");
  }
}
