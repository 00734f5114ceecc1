package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GradientsCommandTest {
  @TempDir Path folder;

  private static SignetRun gradients(Path out, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of("gradients", "--blocks", "1,1", "--width", 4, "--steps", 10, "--threads", 1));
    words.addAll(List.of("--batch-size", 6, "--out", out));
    words.addAll(List.of(more));
    return SignetRun.of(words);
  }

  @Test
  void everythingIsWrittenAndSaid() {
    Path pictures = SignetRun.makePictures(folder.resolve("pictures"));
    Path out = folder.resolve("out");
    SignetRun run = gradients(out, "--data", pictures, "--format", "json").requireSuccess();
    JsonNode answer = new JsonMapper().readTree(run.out());
    assertThat(answer.get("networks").propertyNames())
        .containsExactly("plain", "residual", "plain_bn", "residual_bn");
    assertThat(answer.get("layers")).hasSize(6);
    assertThat(answer.get("setup").asString()).contains("6 layers", "10 steps", "32 x 32");
    assertThat(SignetRun.names(out))
        .containsExactly(
            "curves.png",
            "gradients.csv",
            "gradients.html",
            "heatmap.png",
            "loss.png",
            "tensorboard");
    assertThat(SignetRun.names(out.resolve("tensorboard"))).hasSize(4);
    assertThat(run.err()).contains("network 4/4 residual_bn  step 10/10");
    gradients(out).requireFailure(1, "holds files already; choose another folder (--out)");
  }

  @Test
  void wrongValuesAreRefusedBeforeAnythingIsDone() {
    Path out = folder.resolve("never");
    gradients(out, "--blocks", "0").requireFailure(2, "blocks (--blocks) must be 1 to 4 numbers");
    gradients(out, "--lr", "0")
        .requireFailure(2, "learning rate (--lr) must be > 0 and <= 1 but was 0.0");
    assertThat(out).doesNotExist();
  }
}
