package dev.signet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.config.Layout;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.model.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files of every format version stay readable; {@link GoldenModel} made them. */
class GoldenModelTest {
  @Test
  void confidenceAndClaimsAreAbsentFromFilesBeforeThem() throws Exception {
    Manifest first = ModelFile.read(resource("model-v1.safetensors")).manifest();
    assertThat(first.confidence()).isEmpty();
    assertThat(first.claims()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-v1-claims.safetensors", GoldenModel.NEWEST})
  void confidenceAndClaimsStayReadable(String name) throws Exception {
    Path file = resource(name);
    ModelFile newest = ModelFile.read(file);
    assertThat(newest.manifest().confidence()).contains(GoldenModel.CONFIDENCE);
    Verification verification = Verification.of(newest, file);
    assertThat(verification.claims().parameters()).isEqualTo(78_838);
    assertThat(verification.holds()).as("%s", verification).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"model-v1.safetensors", "model-v1-claims.safetensors", GoldenModel.NEWEST})
  void modelFileStaysReadableAndAnswersAsItDid(String name) throws Exception {
    ModelFile model = ModelFile.read(resource(name));
    Manifest manifest = model.manifest();
    assertThat(manifest.formatVersion()).as("of what is made of it").isEqualTo(2);
    assertThat(manifest.model().variant()).isEqualTo(ResNetVariant.TINY);
    assertThat(manifest.model().layout()).isEqualTo(Layout.ARTICLE);
    assertThat(manifest.classes()).isEqualTo(GoldenModel.CLASSES);
    assertThat(manifest.preprocessing()).isEqualTo(GoldenModel.PREPROCESSING);
    assertThat(manifest.provenance()).isEqualTo(GoldenModel.PROVENANCE);

    List<String> lines = Files.readAllLines(resource("model-v1.logits.txt"));
    try (ResNet net = Networks.open(model, ComputeDevice.choose("cpu"))) {
      net.module().eval();
      float[] logits = GoldenModel.logits(net, manifest.preprocessing());
      assertThat(logits).hasSize(lines.size()).hasSize(8 * GoldenModel.CLASSES.size());
      for (int i = 0; i < logits.length; i++) {
        assertThat(logits[i]).isCloseTo(Float.parseFloat(lines.get(i)), within(1e-4f));
      }
    }
  }

  private static Path resource(String name) {
    return Path.of("../testing/src/main/resources/golden", name);
  }
}
