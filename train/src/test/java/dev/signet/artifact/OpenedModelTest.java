package dev.signet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.TestModels;
import dev.signet.TestPictures;
import dev.signet.config.Fit;
import dev.signet.config.InputSize;
import dev.signet.config.Json;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.model.TransferSource;
import dev.signet.statedict.DType;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            Optional.empty(),
            Optional.of(InputSize.square(32)),
            Optional.of(TestModels.PREPROCESSING),
            Optional.empty());
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
    Files.writeString(folder.resolve("config.json"), Json.write(run));
    OpenedModel opened = OpenedModel.open(file, Assumptions.NONE);
    assertThat(opened.run()).contains(run);
    assertThat(opened.file().manifest().model()).isEqualTo(run.model());
    assertThat(opened.remarks())
        .contains("input size and preprocessing as in the config.json beside it");

    RunConfig another = TestPictures.run(16, 4, 2, 8, 0.01);
    for (String json : List.of(Json.write(another), "{\"of\": \"another program\"}")) {
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
        StateDict.of(
            TINY.state().arrays().stream()
                .map(a -> a.renamed(a.name().replace("bn1", "norm1")))
                .toList()),
        file);
    assertThatThrownBy(() -> OpenedModel.open(file, Assumptions.NONE))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(file + " fits no network that Signet knows; closest is ")
        .hasMessageContaining(" is missing, ");
  }

  @Test
  void aThousandClassesUnderTorchvisionsNamesAreImageNetsUnlessSomethingElseIsSaid() {
    Path file = folder.resolve("net.pth");
    TorchFile.write(torchvision(1000), file);
    OpenedModel opened = OpenedModel.open(file, Assumptions.NONE);
    Manifest manifest = opened.file().manifest();
    assertThat(manifest.preprocessing()).isEqualTo(Preprocessing.IMAGENET);
    assertThat(manifest.model().input()).isEqualTo(InputSize.square(224));
    assertThat(opened.sized()).isTrue();
    assertThat(opened.remarks())
        .contains(
            "1000 classes are taken for ImageNet's, with its mean and std, 3x224x224 pixels and"
                + " fit crop; --mean, --std, --input, --fit set others");
    TransferSource source = TransferSource.strict(file, Optional.empty());
    assertThat(source.isOfImageNet()).isTrue();
    assertThat(source.preprocessing()).isEqualTo(manifest.preprocessing());

    Optional<InputSize> small = Optional.of(InputSize.square(32));
    Optional<Preprocessing> own = Optional.of(TestModels.PREPROCESSING);
    OpenedModel sized =
        OpenedModel.open(
            file,
            new Assumptions(
                Optional.empty(), Optional.empty(), small, Optional.empty(), Optional.empty()));
    assertThat(sized.file().manifest().model().input()).isEqualTo(small.get());
    assertThat(sized.file().manifest().preprocessing()).isEqualTo(Preprocessing.IMAGENET);
    assertThat(sized.remarks())
        .contains(
            "1000 classes are taken for ImageNet's, with its mean and std; --mean and --std set others");
    OpenedModel prepared =
        OpenedModel.open(
            file,
            new Assumptions(
                Optional.empty(), Optional.empty(), Optional.empty(), own, Optional.empty()));
    assertThat(prepared.file().manifest().model().input()).isEqualTo(InputSize.square(224));
    assertThat(prepared.file().manifest().preprocessing()).isEqualTo(own.get().withFit(Fit.CROP));
  }

  @Test
  void otherNumbersOfClassesAndTheArticlesNamesAreNotTakenForImageNets() {
    Path file = folder.resolve("net.pth");
    TorchFile.write(torchvision(999), file);
    assertThat(OpenedModel.open(file, Assumptions.NONE).file().manifest().preprocessing())
        .isEqualTo(Preprocessing.UNIT);
    TorchFile.write(TestModels.tiny(16, 1000, 1).state(), file);
    OpenedModel article = OpenedModel.open(file, Assumptions.NONE);
    assertThat(article.file().manifest().preprocessing()).isEqualTo(Preprocessing.UNIT);
    assertThat(article.sized()).isFalse();
    assertThat(TransferSource.strict(file, Optional.empty()).isOfImageNet()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void weightsThatAreNoNumbersAreRefusedByArrayAndIndex(float value) {
    StateDict state =
        with("conv3.0.bn1.running_var", 5, with("fc.weight", 64 + 17, TINY.state(), value), value);
    Path torch = folder.resolve("net.pth");
    Path model = folder.resolve("net.safetensors");
    TorchFile.write(state, torch);
    new ModelFile(TINY.manifest(), state).write(model);
    for (Path file : List.of(torch, model)) {
      assertThatThrownBy(() -> OpenedModel.open(file, Assumptions.NONE))
          .isInstanceOf(SignetException.class)
          .hasMessageStartingWith(
              "%s: conv3.0.bn1.running_var[5] is %s, and so it is in 1 more arrays", file, value);
    }
    assertThatThrownBy(() -> ModelFile.read(model)).hasMessageContaining("running_var[5]");
    assertThatThrownBy(() -> TransferSource.strict(torch, Optional.empty()))
        .hasMessageContaining("conv3.0.bn1.running_var[5] is " + value + ";");
    TorchFile.write(with("fc.weight", 64 + 17, TINY.state(), value), torch);
    assertThatThrownBy(() -> OpenedModel.open(torch, Assumptions.NONE))
        .hasMessageContaining("fc.weight[1, 17] is " + value + ";");
    assertThat(TransferSource.strict(torch, Optional.empty()).weights().classes()).isEqualTo(3);
  }

  @Test
  void aNumberThatIsTooLargeForFloat32IsRefusedToo() {
    ByteBuffer large = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    large.putDouble(8, 1e300);
    StateDict state =
        StateDict.of(
            TINY.state().arrays().stream()
                .map(
                    array ->
                        array.name().equals("fc.bias")
                            ? NamedArray.of("fc.bias", DType.F64, List.of(3L), large)
                            : array)
                .toList());
    Path file = folder.resolve("net.pth");
    TorchFile.write(state, file);
    assertThatThrownBy(() -> OpenedModel.open(file, Assumptions.NONE))
        .hasMessageContaining("fc.bias[1] is Infinity");
  }

  private static StateDict with(String name, int index, StateDict state, float value) {
    return StateDict.of(
        state.arrays().stream()
            .map(
                array -> {
                  if (!array.name().equals(name)) {
                    return array;
                  }
                  float[] values = array.toFloats();
                  values[index] = value;
                  return NamedArray.ofFloats(
                      name, values, array.shape().stream().mapToLong(Long::longValue).toArray());
                })
            .toList());
  }

  private static StateDict torchvision(int classes) {
    ModelConfig config =
        new ModelConfig(ResNetVariant.TINY, Layout.TORCHVISION, InputSize.square(32), classes);
    try (ResNet net = ResNet.create(config, 1)) {
      return ModelState.of(net);
    }
  }

  private static Assumptions classes(String... names) {
    return new Assumptions(
        Optional.empty(),
        Optional.of(List.of(names)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
