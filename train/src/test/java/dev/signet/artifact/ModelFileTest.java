package dev.signet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.TestModels;
import dev.signet.TestPictures;
import dev.signet.config.Json;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.ModelState;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");

  @TempDir Path folder;

  @Test
  void manifestAndWeightsComeBackFromFileAndFolder() {
    ModelFile model = TestModels.tiny(16, 3, 1);
    Path file = folder.resolve(ModelFile.NAME);
    model.write(file);
    for (Path path : List.of(file, folder)) {
      ModelFile read = ModelFile.read(path);
      assertThat(read.manifest()).isEqualTo(model.manifest());
      assertThat(identical(model.state(), read.state())).isTrue();
      assertThat(read.state().names()).containsExactlyElementsOf(model.state().names());
      try (ResNet net = Networks.open(read, CPU)) {
        assertThat(identical(model.state(), ModelState.of(net))).isTrue();
      }
    }
  }

  @Test
  void sameModelGivesTheSameBytesWhateverTheOrderOfItsMetrics() throws IOException {
    Path one = folder.resolve("one.safetensors");
    Path two = folder.resolve("two.safetensors");
    TestModels.tiny(16, 3, 1).write(one);
    TestModels.tiny(16, 3, 1).write(two);
    assertThat(two).hasSameBinaryContentAs(one);
    assertThat(Files.size(one)).isBetween(TestModels.tiny(16, 3, 1).state().byteCount(), 400_000L);
  }

  @Test
  void laterFormatVersionIsRefusedThoughItsManifestHasUnknownKeys() {
    Path file = folder.resolve("later.safetensors");
    writeWith(
        file,
        manifest().replace("\"format_version\" : 2,", "\"format_version\" : 3, \"tuning\" : {},"));
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "%s has format version 3, but this Signet reads 1 to 2; use a newer Signet", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "\"1\"", "null"})
  void formatVersionThatCannotBeIsRefused(String version) {
    Path file = folder.resolve("odd.safetensors");
    writeWith(
        file,
        manifest().replace("\"format_version\" : 2,", "\"format_version\" : " + version + ","));
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void weightsWithoutAManifestAreRefused() {
    Path file = folder.resolve("bare.safetensors");
    SafeTensorsFile.write(
        StateDict.of(TestModels.tiny(16, 3, 1).state().arrays(), Map.of("format", "pt")), file);
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "%s holds weights but no manifest ('signet' in its metadata): Signet did not write it",
            file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "[]", "{}", "{\"formatVersion\": 1}", "{\"format_version\": 2}"})
  void manifestThatIsNoneIsRefusedByName(String json) {
    Path file = folder.resolve("broken.safetensors");
    writeWith(file, json);
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("the manifest in " + file)
        .message()
        .hasLineCount(1);
  }

  @Test
  void manifestThatNamesTooFewClassesIsRefused() {
    Path file = folder.resolve("classes.safetensors");
    writeWith(file, manifest().replaceAll("\"c0\", ", ""));
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("a model of 3 classes needs as many names but has 2");
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedAndLeaveNoMemoryBehind() {
    ModelFile mixed =
        new ModelFile(TestModels.tiny(16, 3, 1).manifest(), TestModels.tiny(16, 4, 1).state());
    for (int i = 0; i < 3; i++) {
      assertRefused(mixed);
    }
    long before = Pointer.totalCount();
    assertRefused(mixed);
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }

  private static void assertRefused(ModelFile mixed) {
    assertThatThrownBy(() -> Networks.open(mixed, CPU))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "the model does not fit the network: fc.weight is F32 [4, 64] but must be F32 [3, 64]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.00001, 0.001, 0.5, 0.99999})
  void truncatedFileIsRefusedByName(double share) throws IOException {
    Path file = folder.resolve("cut.safetensors");
    TestModels.tiny(16, 3, 1).write(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void absentModelIsNamedForFileAndFolder() {
    Path nothing = folder.resolve("nothing.safetensors");
    assertThatThrownBy(() -> ModelFile.read(nothing))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "there is no model at %s; give a run's folder or its model.safetensors", nothing);
    assertThatThrownBy(() -> ModelFile.read(folder))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("there is no model at " + folder.resolve("model.safetensors"));
  }

  private static String manifest() {
    return Json.write(TestModels.tiny(16, 3, 1).manifest());
  }

  private static void writeWith(Path file, String manifest) {
    StateDict state = TestModels.tiny(16, 3, 1).state();
    SafeTensorsFile.write(StateDict.of(state.arrays(), Map.of("signet", manifest)), file);
  }

  private static boolean identical(StateDict a, StateDict b) {
    return StateDictDiff.between(a, b).isIdentical();
  }

  @Test
  void manifestNeedsANameForEveryLogit() {
    Manifest manifest = TestModels.tiny(16, 3, 1).manifest();
    assertThatThrownBy(
            () ->
                Manifest.of(
                    manifest.model(),
                    manifest.preprocessing(),
                    TestPictures.names(4),
                    manifest.provenance()))
        .isInstanceOf(SignetException.class)
        .hasMessage("a model of 3 classes needs as many names but has 4");
  }
}
