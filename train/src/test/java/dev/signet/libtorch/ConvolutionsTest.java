package dev.signet.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionsTest {
  private static final int REPEATS = 10;

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "5, 1", "1, 3", "4, 4"})
  void gradientOfAStride2WeightInBf16IsThatInFp32(int height, int width) {
    Libtorch.load();
    for (int i = 0; i < REPEATS; i++) { // what is in memory differs from time to time
      try (PointerScope scope = new PointerScope()) {
        torch.manual_seed(i);
        Tensor images = torch.randn(8, 32, height, width);
        Tensor weight = torch.randn(64, 32, 3, 3);
        leaveRubbishInMemory();
        Tensor expected = gradient(images, weight, ScalarType.Float);
        Tensor actual = gradient(images, weight, ScalarType.BFloat16);
        double difference = expected.sub(actual).abs().max().item_double();
        assertThat(difference / expected.abs().max().item_double()).isLessThan(0.02);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 8, 8", "8, 7, 5", "15, 16, 1"})
  void narrowProjectionIsTheConvolutionOfItsStride(int channels, int height, int width) {
    Libtorch.load();
    try (PointerScope scope = new PointerScope()) {
      torch.manual_seed(1);
      Conv2dImpl conv = Convolutions.conv1x1(channels, 16, 2, true);
      conv.to(ScalarType.Double, false); // in which libtorch takes another way
      Tensor images = torch.randn(9, channels, height, width).to(ScalarType.Double);
      Tensor expected = images.detach().requires_grad_(true);
      Tensor actual = images.detach().requires_grad_(true);

      Tensor expectedValue = conv.forward(expected);
      expectedValue.square().sum().backward();
      Tensor expectedGradient = conv.weight().grad().clone();
      conv.zero_grad(true);
      Tensor actualValue = Convolutions.apply(conv, actual);
      actualValue.square().sum().backward();

      assertThat(torch.allclose(expectedValue, actualValue)).isTrue();
      assertThat(torch.allclose(expected.grad(), actual.grad())).isTrue();
      assertThat(torch.allclose(expectedGradient, conv.weight().grad())).isTrue();
    }
  }

  private static Tensor gradient(Tensor images, Tensor weight, ScalarType type) {
    Conv2dImpl conv = Convolutions.conv3x3(32, 64, 2, false);
    conv.weight().__dispatch_set_data(weight);
    conv.to(type, false);
    Tensor y = Convolutions.apply(conv, images.to(type));
    y.to(ScalarType.Float).square().sum().backward();
    return conv.weight().grad().to(ScalarType.Float);
  }

  private static void leaveRubbishInMemory() {
    try (PointerScope scope = new PointerScope()) {
      for (int size = 1 << 10; size <= 1 << 19; size <<= 3) {
        torch.full(new long[] {size}, new Scalar(Float.NaN));
      }
      torch.full(new long[] {64 * 32 * 9}, new Scalar(Float.NaN));
    }
  }
}
