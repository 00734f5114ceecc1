package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureChoiceTest {
  @ParameterizedTest
  @CsvSource({"RESNET20, 20, 3", "RESNET56, 56, 9", "PLAIN110, 110, 18"})
  void networksForSmallPicturesAreThoseOfThePaper(ResNetVariant variant, int layers, int blocks) {
    assertThat(variant.layers()).isEqualTo(layers);
    assertThat(variant.depths()).isEqualTo(List.of(blocks, blocks, blocks));
    assertThat(variant.featureChannels()).isEqualTo(64);
    assertThat(variant.wideBlocks()).isEqualTo(3 * blocks);
    assertThat(variant.stem()).isEqualTo(StemKind.SMALL);
  }

  @Test
  void aStemThatTheVariantNeverHasIsRefused() {
    assertThatThrownBy(
            () -> new Architecture(ResNetVariant.PLAIN20, Layout.ARTICLE, StemKind.IMAGENET))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("stem (--stem) of plain20 must be small but was imagenet");
  }

  @Test
  void candidatesAreAllThatFitWhatIsKnown() {
    assertThat(
            Architecture.candidates(
                Optional.of(ResNetVariant.RESNET18), Optional.of(Layout.ARTICLE), Optional.empty()))
        .containsExactly(
            new Architecture(ResNetVariant.RESNET18, Layout.ARTICLE, StemKind.IMAGENET),
            new Architecture(ResNetVariant.RESNET18, Layout.ARTICLE, StemKind.SMALL));
    assertThat(Architecture.inferable())
        .hasSize(2 * (2 * 6 + 5))
        .noneMatch(it -> it.variant().skip() == SkipKind.NONE);
  }

  @Test
  void filesWithoutAStemMeanTheOldOne() {
    String json =
        """
        {"variant": "resnet18", "layout": "article",
         "input": {"channels": 3, "height": 64, "width": 64}, "classes": 6}
        """;
    assertThat(Json.read(ModelConfig.class, json, "it").stem()).isEqualTo(StemKind.IMAGENET);
  }

  @Test
  void aStageThatTheNetworkHasNotIsNotFrozen() {
    RunConfig small =
        RunConfig.of(
            Recipe.FAST,
            DataConfig.Synthetic.DEFAULT,
            new ModelConfig(ResNetVariant.RESNET20, Layout.ARTICLE, InputSize.square(32), 6),
            0);
    assertThatThrownBy(() -> small.withTransfer(frozen(List.of(BackbonePart.STAGE4))))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "frozen part (--freeze) of resnet20 must be stem, stage1 to stage3 or all-but-head but"
                + " was stage4");
    List<BackbonePart> all = List.of(BackbonePart.values());
    assertThat(small.withTransfer(frozen(all)).transfer().orElseThrow().freeze()).isEqualTo(all);
  }

  private static TransferConfig frozen(List<BackbonePart> parts) {
    return new TransferConfig("a", Optional.empty(), "b", false, false, parts, Optional.empty());
  }
}
