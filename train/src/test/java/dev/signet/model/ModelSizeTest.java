package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.Tensors;
import dev.signet.network.ModelSummary;
import dev.signet.statedict.StateDict;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts of torchvision 0.14 and of the article's class, at 6 classes. */
class ModelSizeTest {
  @ParameterizedTest
  @CsvSource({
    "ARTICLE, TINY, 78838, 71",
    "ARTICLE, RESNET18, 11182598, 127",
    "ARTICLE, RESNET34, 21294470, 239",
    "ARTICLE, RESNET50, 23539206, 353",
    "ARTICLE, RESNET101, 42557446, 710",
    "ARTICLE, RESNET152, 58224134, 1067",
    "TORCHVISION, TINY, 78702, 74",
    "TORCHVISION, RESNET18, 11179590, 122",
    "TORCHVISION, RESNET34, 21287750, 218",
    "TORCHVISION, RESNET50, 23520326, 320",
    "TORCHVISION, RESNET101, 42512454, 626",
    "TORCHVISION, RESNET152, 58156102, 932"
  })
  void countsAreThoseOfPyTorch(Layout layout, ResNetVariant variant, long parameters, int entries) {
    ModelConfig config = new ModelConfig(variant, layout, InputSize.square(64), 6);
    assertThat(ModelSummary.of(config).parameters()).isEqualTo(parameters);
    try (ResNet net = ResNet.create(config, 0);
        PointerScope scope = new PointerScope()) {
      StateDict state = ModelState.of(net);
      assertThat(state.size()).isEqualTo(entries);
      assertThat(trained(state)).isEqualTo(parameters);
    }
  }

  private static long trained(StateDict state) {
    return state.arrays().stream()
        .filter(array -> array.name().endsWith("weight") || array.name().endsWith("bias"))
        .mapToLong(array -> array.elementCount())
        .sum();
  }

  @Test
  void thousandClassResNet34HasThePapersSize() {
    ModelConfig config =
        new ModelConfig(ResNetVariant.RESNET34, Layout.TORCHVISION, InputSize.square(224), 1000);
    ModelSummary summary = ModelSummary.of(config);
    assertThat(summary.parameters()).isEqualTo(21_797_672);
    assertThat(summary.multiplyAdds()).isBetween(3_600_000_000L, 3_700_000_000L);
  }

  @Test
  void stagesHaveTheArticlesShapes() {
    ModelConfig config =
        new ModelConfig(ResNetVariant.RESNET34, Layout.ARTICLE, InputSize.square(64), 6);
    assertThat(ModelSummary.of(config).stages())
        .extracting(stage -> stage.output().toString())
        .containsExactly(
            "64x32x32", "64x16x16", "128x8x8", "256x4x4", "512x2x2", "512x1x1", "6x1x1");
  }

  @Test
  void oddSizesFollowTheFloorFormula() {
    assertThat(ModelSummary.outputSize(65, 7, 3, 2)).isEqualTo(33);
    assertThat(ModelSummary.outputSize(64, 3, 1, 1)).isEqualTo(64);
    assertThat(ModelSummary.outputSize(63, 3, 1, 2)).isEqualTo(32);
  }

  @ParameterizedTest
  @CsvSource({"TINY, 32, 48", "RESNET18, 65, 33", "RESNET50, 40, 40"})
  void forwardTakesAnyPictureSize(ResNetVariant variant, int height, int width) {
    ModelConfig config =
        new ModelConfig(variant, Layout.ARTICLE, new InputSize(3, height, width), 5);
    try (ResNet net = ResNet.create(config, 1);
        PointerScope scope = new PointerScope()) {
      net.module().eval();
      Tensor logits = net.forward(torch.zeros(2, 3, height, width));
      assertThat(logits.sizes().vec().get()).containsExactly(2, 5);
      assertThat(Tensors.floats(logits)).doesNotContain(Float.NaN);
    }
  }

  @Test
  void sameSeedGivesSameWeights() {
    ModelConfig config =
        new ModelConfig(ResNetVariant.TINY, Layout.TORCHVISION, InputSize.square(32), 3);
    try (ResNet one = ResNet.create(config, 5);
        ResNet two = ResNet.create(config, 5);
        ResNet other = ResNet.create(config, 6)) {
      assertThat(weights(one)).isEqualTo(weights(two)).isNotEqualTo(weights(other));
    }
  }

  private static float[] weights(ResNet net) {
    return ModelState.of(net).get("fc.weight").toFloats();
  }
}
