package dev.signet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.TestModels;
import dev.signet.TestPictures;
import dev.signet.config.ConfigJson;
import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import dev.signet.config.RunConfig;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedModelTest {
  private static final ModelFile TINY = TestModels.tiny(16, 3, 1);

  @TempDir Path folder;

  @Test
  void modelFileIsOpenedAsItIs() {
    TINY.write(folder.resolve(ModelFile.NAME));
    OpenedModel opened = OpenedModel.open(folder, Assumptions.NONE);
    assertThat(opened.inferred()).isFalse();
    assertThat(opened.remarks()).isEmpty();
    assertThat(opened.file().manifest()).isEqualTo(TINY.manifest());
  }

  @Test
  void modelFileNeedsNoAssumptions() {
    Path file = folder.resolve("m.safetensors");
    TINY.write(file);
    assertThatThrownBy(() -> OpenedModel.open(file, classes("a", "b", "c")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "--classes has no effect on %s, which has a manifest that says it; leave it out", file);
  }

  @Test
  void architectureOfPyTorchAndForeignSafetensorsFilesIsInferred() {
    Path torch = folder.resolve("net.pkl");
    Path safetensors = folder.resolve("net.safetensors");
    TorchFile.write(TINY.state(), torch);
    SafeTensorsFile.write(StateDict.of(TINY.state().arrays(), Map.of("format", "pt")), safetensors);
    for (Path file : List.of(torch, safetensors)) {
      OpenedModel opened = OpenedModel.open(file, classes("a", "b", "c"));
      Manifest manifest = opened.file().manifest();
      assertThat(opened.inferred()).isTrue();
      assertThat(manifest.model()).isEqualTo(TestPictures.tiny(64, 3));
      assertThat(manifest.classes()).containsExactly("a", "b", "c");
      assertThat(manifest.preprocessing()).isEqualTo(Preprocessing.UNIT);
      assertThat(opened.remarks())
          .containsExactly("no manifest: inferred tiny, layout article, 3 classes");
      assertThat(StateDictDiff.between(TINY.state(), opened.file().state()).isIdentical()).isTrue();
    }
  }

  @Test
  void assumptionsAreUsedAndTheirDefaultsAreSaid() {
    Path file = folder.resolve("net.pt");
    TorchFile.write(TINY.state(), file);
    Assumptions given =
        new Assumptions(
            Optional.empty(),
            Optional.of(InputSize.square(32)),
            Optional.of(TestModels.PREPROCESSING));
    OpenedModel opened = OpenedModel.open(file, given);
    assertThat(opened.file().manifest().model().input()).isEqualTo(InputSize.square(32));
    assertThat(opened.file().manifest().preprocessing()).isEqualTo(TestModels.PREPROCESSING);
    assertThat(opened.file().manifest().classes()).containsExactly("0", "1", "2");
    assertThat(opened.remarks())
        .contains("the classes are called 0 to 2; --classes gives them names");
  }

  @Test
  void classesMustBeAsManyAsTheNetworkHasAndDiffer() {
    Path file = folder.resolve("net.pt");
    TorchFile.write(TINY.state(), file);
    assertThatThrownBy(() -> OpenedModel.open(file, classes("a", "b")))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("--classes must name 3 classes, as many as %s has, but names 2", file);
    assertThatThrownBy(() -> classes("a", "b", "a"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("must differ but were a, b, a");
  }

  @Test
  void weightsInARunsFolderArePreparedAsTheRunSays() throws IOException {
    Path file = folder.resolve("ResNetTiny_params.pkl");
    TorchFile.write(TINY.state(), file);
    RunConfig run = TestPictures.run(16, 3, 2, 8, 0.01);
    Files.writeString(folder.resolve("config.json"), ConfigJson.write(run));
    OpenedModel opened = OpenedModel.open(file, Assumptions.NONE);
    assertThat(opened.run()).contains(run);
    assertThat(opened.file().manifest().model()).isEqualTo(run.model());
    assertThat(opened.remarks())
        .contains("input size and preprocessing as in the config.json beside it");

    RunConfig another = TestPictures.run(16, 4, 2, 8, 0.01);
    for (String json : List.of(ConfigJson.write(another), "{\"of\": \"another program\"}")) {
      Files.writeString(folder.resolve("config.json"), json);
      assertThat(OpenedModel.open(file, Assumptions.NONE).run()).isEmpty();
    }
  }

  @Test
  void inferredNetworkTakesPicturesOfAnySize() {
    Path file = folder.resolve("net.pt");
    TorchFile.write(TINY.state(), file);
    OpenedModel opened = OpenedModel.open(file, Assumptions.NONE);
    assertThat(opened.fitting(64, 64)).isSameAs(opened);
    assertThat(opened.fitting(48, 40).file().manifest().model().input())
        .isEqualTo(new InputSize(3, 48, 40));
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedWithTheFirstDifferences() {
    Path file = folder.resolve("net.pt");
    TorchFile.write(
        StateDict.of(TINY.state().arrays().stream().map(a -> a.renamed("x." + a.name())).toList()),
        file);
    assertThatThrownBy(() -> OpenedModel.open(file, Assumptions.NONE))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(file + " fits no network that Signet knows; closest is ")
        .hasMessageContaining(" is missing, ");
  }

  private static Assumptions classes(String... names) {
    return new Assumptions(Optional.of(List.of(names)), Optional.empty(), Optional.empty());
  }
}
