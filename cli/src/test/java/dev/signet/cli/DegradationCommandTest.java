package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DegradationCommandTest {
  @TempDir Path folder;

  private SignetRun degradation(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("degradation", "--networks", "plain20,resnet20", "--epochs", 1));
    words.addAll(List.of("--batch-size", 6, "--input", "3x32x32", "--out", folder.resolve("out")));
    words.addAll(List.of(more));
    return SignetRun.of(words);
  }

  @Test
  void everyNetworkIsARunAndACompleteOneIsNotTrainedAgain() throws Exception {
    Path pictures = SignetRun.makePictures(folder.resolve("pictures"));
    Path out = folder.resolve("out");
    SignetRun run =
        degradation("--data", pictures, "--validation", 0.25, "--format", "json").requireSuccess();
    JsonNode networks = new JsonMapper().readTree(run.out()).get("networks");
    assertThat(networks.propertyNames()).containsExactly("plain20", "resnet20");
    assertThat(networks.get("plain20").get("train_error")).hasSize(1);
    assertThat(run.err()).contains("network 2/2 resnet20  epoch 1/1  training error ");
    assertThat(SignetRun.names(out))
        .containsExactly("degradation.html", "degradation.png", "plain20", "resnet20");

    Files.delete(out.resolve("degradation.png"));
    SignetRun again =
        degradation("--data", pictures, "--validation", 0.25, "--format", "json").requireSuccess();
    assertThat(again.out()).isEqualTo(run.out());
    assertThat(again.err()).doesNotContain("epoch 1/1");
    assertThat(out.resolve("degradation.png")).exists();

    degradation("--data", pictures, "--validation", 0.25, "--lr", 0.2)
        .requireFailure(
            1, "plain20 was trained with other pictures or options; choose another folder (--out)");
  }

  @Test
  void oneNetworkAloneIsRefused() {
    degradation("--networks", "plain20")
        .requireFailure(2, "networks (--networks) must be at least two, each once");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
