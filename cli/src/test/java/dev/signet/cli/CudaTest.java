package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.libtorch.ComputeDevice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a GPU: nothing that a step needs may lie elsewhere. */
class CudaTest {
  private static final boolean HAS_GPU =
      ComputeDevice.choose("auto").type() == ComputeDevice.Type.CUDA;

  private static final Path PICTURE = SignetRun.FIXTURES.resolve("noise_37x20.png");

  @TempDir static Path run;

  @BeforeAll
  static void trainWithAllRandomChanges() {
    if (!HAS_GPU) {
      return;
    }
    on(
        "train --arch tiny --input 3x32x32 --epochs 2 --random-resized-crop 0.5 --rotation 9"
            + " --saturation 0.3 --hue 0.1 --erase 0.3 --mixup 0.2 --cutmix 0.5 --ema 0.9"
            + " --class-weights balanced --validation 0.2 --out",
        run);
  }

  @BeforeEach
  void onlyThere() {
    assumeTrue(HAS_GPU, "no CUDA device");
  }

  private static SignetRun on(String command, Object... more) {
    List<Object> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of(more));
    words.addAll(List.of("--device", "cuda"));
    return SignetRun.of(words).requireSuccess();
  }

  @Test
  void aRunOnAGpuIsAsCompleteAsAnyOther() {
    assertThat(run).isDirectoryContaining("glob:**model.safetensors");
    assertThat(on("calibrate --model", run).out()).isNotEmpty();
    assertThat(on("evaluate --model", run).out()).contains(" of 120");
  }

  @Test
  void picturesAreAnsweredAndExplained(@TempDir Path maps) {
    assertThat(on("predict --model", run, PICTURE).out()).contains("noise_37x20.png");
    assertThat(on("explain --out", maps, run, PICTURE).out()).contains("noise_37x20-gradcam.png");
    assertThat(on("probe", run).out()).contains("accuracy");
  }

  @Test
  void benchTakesWhatThereIs() {
    assertThat(on("bench predict --model", run).out()).contains("Answers in bf16");
    assertThat(on("bench train --arch tiny").out()).contains("libtorch");
  }
}
