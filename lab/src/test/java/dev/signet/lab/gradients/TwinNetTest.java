package dev.signet.lab.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.libtorch.Tensors;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class TwinNetTest {
  private static final TwinConfig CONFIG = new TwinConfig(List.of(1, 2), 4, 3);

  @Test
  void sameSeedGivesAllFourTheSameWeights() {
    try (TwinNet plain = TwinNet.create(CONFIG, Twin.PLAIN, 5);
        PointerScope scope = new PointerScope()) {
      for (Twin twin : Twin.values()) {
        try (TwinNet other = TwinNet.create(CONFIG, twin, 5)) {
          assertThat(other.layerNames()).isEqualTo(plain.layerNames());
          for (int i = 0; i < plain.weights().size(); i++) {
            assertThat(Tensors.floats(other.weights().get(i)))
                .as("%s %s", twin, plain.layerNames().get(i))
                .isEqualTo(Tensors.floats(plain.weights().get(i)));
          }
        }
      }
      try (TwinNet other = TwinNet.create(CONFIG, Twin.PLAIN, 6)) {
        assertThat(Tensors.floats(other.weights().get(3)))
            .isNotEqualTo(Tensors.floats(plain.weights().get(3)));
      }
    }
  }

  @Test
  void layersAreThoseOfTheLongestPath() {
    try (TwinNet net = TwinNet.create(CONFIG, Twin.RESIDUAL_BN, 0)) {
      assertThat(net.layerNames())
          .containsExactly(
              "conv1", "conv2_1a", "conv2_1b", "conv3_1a", "conv3_1b", "conv3_2a", "conv3_2b", "fc")
          .hasSize(CONFIG.layers());
    }
    assertThat(new TwinConfig(TwinConfig.ARTICLE_BLOCKS, 64, 6).layers()).isEqualTo(34);
  }

  /** With all weights of the blocks at zero only the skips carry the picture on. */
  @Test
  void onlySkipsCarryWhatTheBlocksDoNot() {
    for (Twin twin : List.of(Twin.PLAIN, Twin.RESIDUAL)) {
      try (TwinNet net = TwinNet.create(new TwinConfig(List.of(2), 4, 3), twin, 1);
          PointerScope scope = new PointerScope();
          NoGradGuard noGrad = new NoGradGuard()) {
        for (Tensor weight : net.weights().subList(1, 5)) {
          weight.zero_();
        }
        torch.manual_seed(3);
        Tensor logits = net.forward(torch.rand(2, 3, 16, 16));
        boolean same = logits.get(0).sub(logits.get(1)).abs().max().item_float() < 1e-6;
        assertThat(same).as(twin.title()).isEqualTo(twin == Twin.PLAIN);
      }
    }
  }

  @Test
  void shapesOutsideOfTheRangesAreRefused() {
    assertThatThrownBy(() -> new TwinConfig(List.of(3, 0), 16, 6))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("blocks (--blocks) must be 1 to 4 numbers of 1 to 64")
        .hasMessageEndingWith("were [3, 0]");
    assertThatThrownBy(() -> new TwinConfig(List.of(3), 1, 6))
        .hasMessage("width (--width) must be 4 to 256 but was 1");
  }
}
