package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code signet summary} and {@code signet doctor}. */
class SummaryAndDoctorTest {
  @Test
  void stagesOfTheArticlesNetworkHaveItsShapes() {
    SignetRun run = SignetRun.of("summary").requireSuccess();
    List<String> outputs =
        run.out().lines().skip(2).map(line -> line.strip().split(" +", -1)[2]).limit(6).toList();
    assertThat(outputs)
        .containsExactly("64x32x32", "64x16x16", "128x8x8", "256x4x4", "512x2x2", "512x1x1");
    assertThat(run.out()).startsWith("ResNet34, article layout, input 3x64x64, 6 classes");
    assertThat(run.out().lines().filter(line -> line.startsWith("total")))
        .singleElement()
        .asString()
        .contains(" 21,294,470 ");
  }

  @Test
  void otherNetworksCanBeSummed() {
    SignetRun run =
        SignetRun.of(
            "summary",
            "--arch",
            "resnet50",
            "--layout",
            "torchvision",
            "--classes",
            "1000",
            "--input",
            "224x224");
    assertThat(run.requireSuccess().out()).contains(" 25,557,032 ");
  }

  @Test
  void impossibleNetworkIsRefused() {
    SignetRun.of("summary", "--classes", "1")
        .requireFailure(2, "number of classes must be between 2 and 100000 but was 1");
    SignetRun.of("summary", "--input", "1x64x64")
        .requireFailure(2, "input channels must be 3 (red, green, blue) but were 1");
  }

  @Test
  void doctorNamesWhatItFoundAndPassesItsTest() {
    SignetRun run = SignetRun.of("doctor").requireSuccess();
    assertThat(run.out().lines().map(line -> line.split(":", 2)[0]))
        .containsExactly(
            "signet",
            "java",
            "system",
            "memory",
            "cache folder",
            "libtorch",
            "cpu",
            "threads",
            "cuda",
            "self-test");
    assertThat(run.out()).containsPattern("self-test: +passed");
  }
}
