package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet train --deterministic}: what it promises on the processor, and what it says. */
class DeterminismTest {
  @TempDir Path folder;

  @Test
  void processorGivesTheSameBytesWithAndWithoutIt() {
    Path pictures = SignetRun.makePictures(folder.resolve("pictures"));
    Path plain = folder.resolve("plain");
    Path strict = folder.resolve("strict");
    SignetRun without = SignetRun.train(pictures, plain, "--epochs", "2", "--device", "cpu");
    SignetRun with =
        SignetRun.train(pictures, strict, "--epochs", "2", "--device", "cpu", "--deterministic");
    assertThat(without.requireSuccess().out()).doesNotContain("Deterministic: ");
    assertThat(with.requireSuccess().out()).contains("Deterministic: ", "costs nothing");
    assertThat(strict.resolve("model.safetensors"))
        .hasSameBinaryContentAs(plain.resolve("model.safetensors"));
  }
}
