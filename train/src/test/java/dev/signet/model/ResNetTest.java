package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestModels;
import dev.signet.TestPictures;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.network.ModelSummary;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResNetTest {
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");

  @ParameterizedTest
  @CsvSource({
    "TINY, 8x16x16 16x8x8 32x4x4 64x2x2",
    "RESNET18, 64x16x16 128x8x8 256x4x4 512x2x2",
    "RESNET34, 64x16x16 128x8x8 256x4x4 512x2x2",
    "RESNET50, 256x16x16 512x8x8 1024x4x4 2048x2x2",
    "RESNET101, 256x16x16 512x8x8 1024x4x4 2048x2x2",
    "RESNET152, 256x16x16 512x8x8 1024x4x4 2048x2x2"
  })
  void stagesHalveThePictureAndDoubleTheChannels(ResNetVariant variant, String shapes) {
    for (Layout layout : Layout.values()) {
      ModelConfig config = new ModelConfig(variant, layout, InputSize.square(64), 6);
      assertThat(ModelSummary.of(config).stages().subList(1, 5))
          .extracting(stage -> stage.output().toString())
          .containsExactly(shapes.split(" "));
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void zeroInitMakesEveryBlockItsSkipAlone(Layout layout) {
    ModelConfig config = new ModelConfig(ResNetVariant.TINY, layout, InputSize.square(32), 3);
    try (ResNet net = ResNet.create(config, 1)) {
      net.zeroInitResidual();
      List<String> silenced =
          ModelState.of(net).arrays().stream()
              .filter(array -> array.name().endsWith("bn2.weight"))
              .filter(array -> array.toFloats()[0] == 0)
              .map(array -> array.name())
              .toList();
      assertThat(silenced).hasSize(4);
    }
  }

  @Test
  void biasesThatANormTakesAwayNeedNotBeTrained() {
    try (ResNet net = ResNet.create(TestPictures.tiny(16, 3), 1)) {
      Freeze.normedBiases(net, false);
      List<String> still =
          ModelState.tensors(net).entrySet().stream()
              .filter(entry -> entry.getKey().endsWith("bias"))
              .filter(entry -> entry.getValue().requires_grad())
              .map(entry -> entry.getKey())
              .toList();
      assertThat(still)
          .contains("fc.bias", "conv1.1.bias", "conv3.0.bn1.bias", "conv3.0.conv1x1.bias")
          .doesNotContain("conv1.0.bias", "conv3.0.conv1.bias", "conv3.0.conv2.bias")
          .hasSize(1 + 9 + 3);
    }
  }

  @Test
  void memoryFormatDoesNotChangeTheLogits() {
    Arithmetic channelsLast = new Arithmetic(false, true, CPU, "as asked");
    Inputs plain = new Inputs(TestModels.PREPROCESSING, Arithmetic.plain(CPU));
    Inputs last = new Inputs(TestModels.PREPROCESSING, channelsLast);
    Batch batch = TestPictures.coloured(3, 32, 3, 1).batch(new int[] {0, 1, 2});
    try (ResNet net = ResNet.create(TestPictures.tiny(32, 3), 1);
        PointerScope scope = new PointerScope()) {
      net.module().eval();
      float[] expected = Tensors.floats(net.forward(plain.images(batch)));
      WeightLayout.arrange(net, channelsLast);
      float[] actual = Tensors.floats(net.forward(last.images(batch)));
      assertThat(actual).containsExactly(expected, within(1e-5f));
    }
  }

  @Test
  void bytesBecomePlanesOfNumbersBetweenZeroAndOne() {
    byte[] picture = new byte[8 * 16 * 3];
    picture[3] = (byte) 255; // red of row 0, column 1
    picture[16 * 3 + 2] = 51; // blue of row 1, column 0
    Batch batch = Batch.unlabelled(List.of(picture), new ImageSize(8, 16));
    try (PointerScope scope = new PointerScope()) {
      Tensor unit = new Inputs(Preprocessing.UNIT, Arithmetic.plain(CPU)).images(batch);
      assertThat(unit.sizes().vec().get()).containsExactly(1, 3, 8, 16);
      float[] values = Tensors.floats(unit);
      assertThat(values[1]).isEqualTo(1);
      assertThat(values[2 * 8 * 16 + 16]).isCloseTo(0.2f, within(1e-6f));
      float[] scaled =
          Tensors.floats(new Inputs(TestModels.PREPROCESSING, Arithmetic.plain(CPU)).images(batch));
      assertThat(scaled[0]).isCloseTo(-0.5f / 0.2f, within(1e-6f));
      assertThat(scaled[1]).isCloseTo(0.5f / 0.2f, within(1e-6f));
      assertThat(scaled[2 * 8 * 16 + 16]).isCloseTo((0.2f - 0.3f) / 0.3f, within(1e-6f));
    }
  }

  @Test
  void closedNetworkHoldsNoNativeMemory() {
    torch.manual_seed(0); // whatever the first call of all allocates is not the network's
    ResNet.create(TestPictures.tiny(16, 3), 1).close();
    long before = Pointer.totalCount();
    try (ResNet net = ResNet.create(TestPictures.tiny(16, 3), 1)) {
      assertThat(Pointer.totalCount()).isGreaterThan(before);
      assertThat(net.config().classes()).isEqualTo(3);
    }
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
  }
}
