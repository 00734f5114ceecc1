package dev.signet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.TestModels;
import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.StateDict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayoutConversionTest {
  @ParameterizedTest
  @CsvSource({
    "TINY, ARTICLE, TORCHVISION",
    "TINY, TORCHVISION, ARTICLE",
    "RESNET18, TORCHVISION, ARTICLE",
    "RESNET50, ARTICLE, TORCHVISION",
    "RESNET50, TORCHVISION, ARTICLE",
    "RESNET20, TORCHVISION, ARTICLE",
    "PLAIN20, ARTICLE, TORCHVISION"
  })
  void convertedNetworkFoldsToTheSame(ResNetVariant variant, Layout from, Layout to) {
    ModelConfig model = config(variant, from);
    ModelFile file = TestModels.trained(model);
    StateDict converted = LayoutConversion.convert(file.state(), model, to);
    try (ResNet net = ResNet.create(config(variant, to), 0)) {
      ModelState.load(net, converted, "the converted state"); // strictly: names and shapes
      assertThat(List.copyOf(converted.names())).isEqualTo(List.copyOf(ModelState.of(net).names()));
    }
    FoldedNet expected = file.toFoldedNet();
    FoldedNet folded = FoldedNet.of(config(variant, to), converted);
    for (int i = 0; i < expected.blocks().size(); i++) {
      FoldedBlock block = folded.blocks().get(i);
      assertSame(block.main(), expected.blocks().get(i).main());
      assertSame(block.skip().stream().toList(), expected.blocks().get(i).skip().stream().toList());
    }
    assertSame(List.of(folded.stem()), List.of(expected.stem()));
    assertThat(apart(folded.fcWeight(), expected.fcWeight())).isZero();
  }

  @Test
  void sameLayoutIsLeftAlone() {
    ModelConfig model = config(ResNetVariant.TINY, Layout.ARTICLE);
    StateDict state = TestModels.trained(model).state();
    assertThat(LayoutConversion.convert(state, model, Layout.ARTICLE)).isSameAs(state);
  }

  @Test
  void stateOfAnotherNetworkIsRefused() {
    ModelConfig model = config(ResNetVariant.TINY, Layout.ARTICLE);
    StateDict state = TestModels.trained(model).state();
    assertThatThrownBy(
            () ->
                LayoutConversion.convert(
                    state, config(ResNetVariant.RESNET18, Layout.ARTICLE), Layout.TORCHVISION))
        .isInstanceOf(SignetException.class);
  }

  private static ModelConfig config(ResNetVariant variant, Layout layout) {
    return new ModelConfig(variant, layout, InputSize.square(32), 6);
  }

  private static void assertSame(List<FoldedConv> actual, List<FoldedConv> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).stride()).isEqualTo(expected.get(i).stride());
      assertThat(apart(actual.get(i).weight(), expected.get(i).weight())).isLessThan(1e-6f);
      assertThat(apart(actual.get(i).bias(), expected.get(i).bias())).isLessThan(1e-5f);
    }
  }

  /** AssertJ's comparison of arrays takes time that grows with the square of their length. */
  private static float apart(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    float largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
    }
    return largest;
  }
}
