package dev.signet.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnfoldedConvolutionTest {
  @BeforeAll
  static void load() {
    Libtorch.load();
  }

  @ParameterizedTest(name = "{2}x{3} pixels, kernel {0}, stride {1}, bias {4}")
  @CsvSource({
    "3, 1, 1, 1, false",
    "3, 1, 1, 2, true",
    "3, 1, 2, 1, false",
    "3, 1, 2, 2, true",
    "3, 1, 3, 5, false",
    "3, 2, 1, 1, true",
    "3, 2, 2, 2, false",
    "3, 2, 3, 4, true",
    "3, 2, 4, 4, false",
    "1, 1, 2, 2, true",
    "1, 2, 4, 3, false",
    "7, 2, 3, 3, true"
  })
  void valueAndGradientsAreThoseOfTheConvolution(
      int kernel, int stride, int height, int width, boolean bias) {
    try (PointerScope scope = new PointerScope()) {
      torch.manual_seed(1);
      Conv2dImpl conv = Convolutions.conv(5, 6, kernel, stride, bias);
      conv.to(ScalarType.Double, false);
      Tensor images = torch.randn(3, 5, height, width).to(ScalarType.Double);

      Outcome expected = outcome(conv, images, conv::forward);
      Outcome actual = outcome(conv, images, x -> UnfoldedConvolution.apply(conv, x));

      assertThat(actual.value().sizes().vec().get())
          .isEqualTo(expected.value().sizes().vec().get());
      assertThat(difference(expected.value(), actual.value())).isLessThan(1e-12);
      assertThat(difference(expected.imageGradient(), actual.imageGradient())).isLessThan(1e-12);
      assertThat(difference(expected.weightGradient(), actual.weightGradient())).isLessThan(1e-12);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2, true", "4, 4, true", "1, 8, true", "5, 4, false", "8, 8, false"})
  void onlyFewPixelsInBf16AreUnfolded(int height, int width, boolean unfolded) {
    try (PointerScope scope = new PointerScope()) {
      Conv2dImpl conv = Convolutions.conv3x3(2, 2, 2, false);
      Tensor images = torch.randn(1, 2, height, width);
      assertThat(UnfoldedConvolution.suits(conv, images.to(ScalarType.BFloat16)))
          .isEqualTo(unfolded);
      assertThat(UnfoldedConvolution.suits(conv, images)).isFalse();
    }
  }

  private record Outcome(Tensor value, Tensor imageGradient, Tensor weightGradient) {}

  private static Outcome outcome(
      Conv2dImpl conv, Tensor images, UnaryOperator<Tensor> convolution) {
    conv.zero_grad(true);
    Tensor x = images.detach().requires_grad_(true);
    Tensor y = convolution.apply(x);
    y.square().sum().backward();
    return new Outcome(y, x.grad(), conv.weight().grad());
  }

  private static double difference(Tensor expected, Tensor actual) {
    return expected.sub(actual).abs().max().item_double();
  }
}
