package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.config.Architecture;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.network.InferredNet;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.testing.Python;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PretrainedWeightsTest {
  private static final List<String> HEAD = List.of("fc.weight", "fc.bias");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Layout.class)
  void allButTheHeadIsTakenOverByANetworkOfOtherClasses(Layout layout) {
    StateDict old = state(layout, 10, 1);
    PretrainedWeights weights = PretrainedWeights.strict(old, "it");
    assertThat(weights.classes()).isEqualTo(10);
    TransferReport report = weights.report(4, false);
    assertThat(report.fresh()).isEqualTo(HEAD);
    assertThat(report.unused()).isEqualTo(HEAD);
    assertThat(report.taken()).hasSize(old.size() - 2);
    StateDict before = state(layout, 4, 2);
    try (ResNet net = net(layout, 4, 2)) {
      weights.into(net, false);
      assertTaken(ModelState.of(net), before, old, report);
    }
  }

  @Test
  void headIsTakenOverWhereItIsAskedFor() {
    StateDict old = state(Layout.ARTICLE, 4, 1);
    PretrainedWeights weights = PretrainedWeights.strict(old, "it");
    assertThat(weights.report(4, true).fresh()).isEmpty();
    try (ResNet net = net(Layout.ARTICLE, 4, 2)) {
      weights.into(net, true);
      assertThat(ModelState.of(net).get("fc.weight").data()).isEqualTo(old.get("fc.weight").data());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fc.0.weight, fc.0.bias",
    "fc.1.weight, fc.1.bias",
    "classifier.weight, classifier.bias",
    "head.fc.weight, head.fc.bias",
    "fc.weight, fc.offset",
    "last_linear.weight, ''",
    "'', ''"
  })
  void withAnotherHeadOrNoneTheRestIsTakenOver(String weight, String bias) {
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : state(Layout.TORCHVISION, 4, 1).arrays()) {
      String name =
          array.name().equals("fc.weight")
              ? weight
              : array.name().equals("fc.bias") ? bias : array.name();
      if (!name.isEmpty()) {
        arrays.add(array.renamed(name));
      }
    }
    StateDict old = StateDict.of(arrays);
    PretrainedWeights weights = PretrainedWeights.strict(old, "old.pth");
    assertThat(weights.classes()).isZero();
    assertThat(weights.remarks())
        .containsExactly("it has no head that Signet knows: all but the head is taken over");
    TransferReport report = weights.report(3, false);
    assertThat(report.taken()).hasSize(72);
    assertThat(report.fresh()).isEqualTo(HEAD);
    assertThat(report.unused()).hasSize(old.size() - 72);
    assertThatThrownBy(() -> InferredNet.of(old, "old.pth"))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(
            "old.pth is a tiny in the layout torchvision, but its head is another one: fc.")
        .hasMessageEndingWith("; train --weights takes over all but the head")
        .message()
        .hasLineCount(1)
        .hasSizeLessThan(350);
  }

  @Test
  void headsBesideTheHeadArePassedOverAndOneClassIsNoObstacle() {
    List<NamedArray> arrays = new ArrayList<>(state(Layout.ARTICLE, 4, 1).arrays());
    arrays.add(NamedArray.ofFloats("aux.weight", new float[6], 3, 2));
    PretrainedWeights extra = PretrainedWeights.strict(StateDict.of(arrays), "old.pth");
    assertThat(extra.classes()).isEqualTo(4);
    assertThat(extra.report(4, true).unused()).containsExactly("aux.weight");
    assertThatThrownBy(() -> InferredNet.of(StateDict.of(arrays), "old.pth"))
        .hasMessage(
            "old.pth is a tiny in the layout article, but its head is another one: aux.weight [3, 2] is unknown; train --weights takes over all but the head");
    arrays.removeIf(array -> array.name().startsWith("fc.") || array.name().startsWith("aux."));
    arrays.add(NamedArray.ofFloats("fc.weight", new float[64], 1, 64));
    arrays.add(NamedArray.ofFloats("fc.bias", new float[1], 1));
    assertThat(PretrainedWeights.strict(StateDict.of(arrays), "old.pth").classes()).isEqualTo(1);
  }

  @Test
  void whatDoesNotFitIsPassedOverInPart() {
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : state(Layout.TORCHVISION, 4, 1).arrays()) {
      if (array.name().equals("conv1.weight")) {
        arrays.add(NamedArray.ofFloats("conv1.weight", new float[8 * 9], 8, 1, 3, 3)); // of greys
      } else if (array.name().startsWith("layer4.")) {
        arrays.add(array.renamed("neck" + array.name().substring("layer4".length())));
      } else if (!HEAD.contains(array.name())) {
        arrays.add(array);
      }
    }
    StateDict old = StateDict.of(arrays);
    assertThatThrownBy(() -> PretrainedWeights.strict(old, "old.pth"))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("old.pth fits no network that Signet knows; closest is tiny");
    PretrainedWeights weights = PretrainedWeights.partial(old, Architecture.inferable(), "old.pth");
    assertThat(weights.architecture())
        .isEqualTo(new Architecture(ResNetVariant.TINY, Layout.TORCHVISION));
    assertThat(weights.classes()).isZero();
    TransferReport report = weights.report(3, false);
    assertThat(report.fresh()).contains("conv1.weight", "layer4.0.conv1.weight", "fc.weight");
    assertThat(report.unused()).contains("conv1.weight", "neck.0.conv1.weight");
    assertThat(report.taken()).contains("bn1.weight", "layer3.0.conv2.weight");
    StateDict before = state(Layout.TORCHVISION, 3, 2);
    try (ResNet net = net(Layout.TORCHVISION, 3, 2)) {
      weights.into(net, false);
      assertTaken(ModelState.of(net), before, old, report);
    }
  }

  @Test
  void weightsOfWhichNothingFitsAreRefusedEvenInPart() {
    StateDict other = StateDict.of(List.of(NamedArray.ofFloats("a", new float[1], 1)));
    assertThatThrownBy(() -> PretrainedWeights.partial(other, Architecture.inferable(), "it"))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("it fits no network that Signet knows");
  }

  /** The names of timm's ResNet-D, whose stem has three convolutions, and of DJL. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^conv1[.] | conv1.0. | conv1.weight [8, 3, 7, 7] is missing",
        "downsample[.]1[.] | downsample.2. | layer2.0.downsample.1.weight [16] is missing",
        "^(.*)[.](weight)$ | SequentialBlock_$1_$2 | conv1.weight [8, 3, 7, 7] is missing"
      })
  void otherProgramsNamesAreRefusedWithTheFirstDifferences(
      String pattern, String replacement, String difference) {
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : state(Layout.TORCHVISION, 4, 1).arrays()) {
      arrays.add(array.renamed(array.name().replaceFirst(pattern, replacement)));
    }
    assertThatThrownBy(() -> PretrainedWeights.strict(StateDict.of(arrays), "other.pth"))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("closest is tiny in the layout torchvision")
        .hasMessageContaining(difference);
  }

  @ParameterizedTest
  @CsvSource({"resnet18, RESNET18", "resnet34, RESNET34", "resnet50, RESNET50"})
  @Tag("python")
  void torchvisionsFilesAreTakenOverAsTheyAre(String name, ResNetVariant variant) throws Exception {
    Python python = Python.with("torchvision");
    Path file = folder.resolve(name + ".pth");
    python.run(
        """
        import sys, torch, torchvision
        torch.manual_seed(3)
        net = torchvision.models.%s()
        torch.save(net.state_dict(), sys.argv[1])
        """
            .formatted(name),
        file);
    StateDict old = TorchFile.read(file).stateDict();
    PretrainedWeights weights = PretrainedWeights.strict(old, name);
    assertThat(weights.architecture()).isEqualTo(new Architecture(variant, Layout.TORCHVISION));
    assertThat(weights.classes()).isEqualTo(1000);
    TransferReport report = weights.report(6, false);
    assertThat(report.fresh()).isEqualTo(HEAD);
    ModelConfig config = new ModelConfig(variant, Layout.TORCHVISION, InputSize.square(64), 6);
    try (ResNet net = ResNet.create(config, 5)) {
      StateDict before = ModelState.of(net);
      weights.into(net, false);
      assertTaken(ModelState.of(net), before, old, report);
    }
  }

  private static void assertTaken(
      StateDict after, StateDict before, StateDict old, TransferReport report) {
    for (NamedArray array : after.arrays()) {
      StateDict source = report.taken().contains(array.name()) ? old : before;
      assertThat(array.data()).as(array.name()).isEqualTo(source.get(array.name()).data());
    }
    assertThat(report.taken().size() + report.fresh().size()).isEqualTo(after.size());
  }

  private static StateDict state(Layout layout, int classes, long seed) {
    try (ResNet net = net(layout, classes, seed)) {
      return ModelState.of(net);
    }
  }

  private static ResNet net(Layout layout, int classes, long seed) {
    return ResNet.create(
        new ModelConfig(ResNetVariant.TINY, layout, InputSize.square(32), classes), seed);
  }
}
