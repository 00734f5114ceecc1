package dev.signet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.TestModels;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not an ONNX file of Signet's is refused in one sentence. */
class OnnxFileTest {
  private static final ModelFile MODEL = TestModels.tiny(16, 4, 1);

  @TempDir Path folder;

  @Test
  void fileKnowsItsManifest() throws IOException {
    try (OnnxFile file = OnnxFile.open(write(bytes(MODEL.manifest())), 1)) {
      assertThat(file.manifest()).isEqualTo(MODEL.manifest());
      assertThat(file.numbers()).isEqualTo("fp32");
      assertThat(file.session().metadata())
          .containsEntry("input_size", "3x16x16")
          .containsKeys("classes", "mean", "std", "signet_version", "input_values");
    }
  }

  @Test
  void missingFileAndFolderAreNamed() {
    for (Path path : new Path[] {folder.resolve("none.onnx"), folder}) {
      assertThatThrownBy(() -> OnnxFile.open(path, 1))
          .isInstanceOf(SignetException.class)
          .hasMessage(
              "there is no model at %s; signet export --to onnx writes one".formatted(path));
    }
  }

  @Test
  void foreignNetworkIsRefusedForItHasNoManifest() throws IOException {
    OnnxGraph graph =
        NetworkGraph.of(MODEL.toFoldedNet(), InputSize.square(16), new FloatEncoding());
    Path file = write(OnnxModel.of(graph, "foreign", Map.of("author", "x")).toBytes());
    assertThatThrownBy(() -> OnnxFile.open(file, 1))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("holds a network but no manifest")
        .hasMessageContaining("Signet did not export it");
  }

  @Test
  void manifestOfAnotherNetworkIsRefused() throws IOException {
    Manifest other = TestModels.tiny(16, 5, 1).manifest();
    Path file = write(bytes(other));
    assertThatThrownBy(() -> OnnxFile.open(file, 1))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("gives [-1, 4], but its manifest says");
  }

  @Test
  void truncatedFilesAreRefusedWhereverTheyEnd() throws IOException {
    byte[] whole = bytes(MODEL.manifest());
    for (int part = 0; part < 20; part++) {
      Path file = write(Arrays.copyOf(whole, (int) ((long) whole.length * part / 20)));
      assertThatThrownBy(() -> OnnxFile.open(file, 1))
          .isInstanceOf(SignetException.class)
          .hasMessageContaining(file.toString())
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void damagedFilesAreRefusedOrOpenedButNeverMore() throws IOException {
    byte[] whole = bytes(MODEL.manifest());
    Random random = new Random(3);
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 3; i++) { // near the ends are names, types, shapes and metadata
        int at = random.nextInt(6000);
        damaged[random.nextBoolean() ? at : whole.length - 1 - at] = (byte) random.nextInt(256);
      }
      Path file = write(damaged);
      try {
        OnnxFile.open(file, 1).close();
      } catch (SignetException e) {
        refused++;
        assertThat(e).hasMessageContaining(file.toString());
      }
    }
    assertThat(refused).isGreaterThan(75);
  }

  @Test
  void textIsNotAnOnnxFile() throws IOException {
    Path file = Files.writeString(folder.resolve("text.onnx"), "not a network at all");
    assertThatThrownBy(() -> OnnxFile.open(file, 1))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(file + " cannot be run by ONNX Runtime: ");
  }

  private static byte[] bytes(Manifest manifest) {
    return OnnxModel.of(MODEL.toFoldedNet(), manifest, new OnnxNumbers.Fp32(), false).toBytes();
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("model.onnx"), bytes);
  }
}
