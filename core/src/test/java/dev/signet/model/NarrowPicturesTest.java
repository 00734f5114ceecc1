package dev.signet.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.ComputeConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures so small that the last stages see a single column of pixels. */
class NarrowPicturesTest {
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");
  private static final String WEIGHT = "conv5.0.conv1.weight";

  @ParameterizedTest
  @CsvSource({"16, 16", "8, 8", "48, 16", "16, 48", "32, 32"})
  void gradientsInBf16FollowThoseInFp32(int height, int width) {
    float[] expected = gradient(Precision.FP32, height, width);
    float[] actual = gradient(Precision.BF16, height, width);
    double largest = largest(expected);
    float[] difference = new float[expected.length];
    IntStream.range(0, expected.length).forEach(i -> difference[i] = actual[i] - expected[i]);
    assertThat(largest).isPositive();
    assertThat(largest(difference) / largest).isLessThan(0.2);
  }

  private static double largest(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])).max().orElse(0);
  }

  private static float[] gradient(Precision precision, int height, int width) {
    Arithmetic arithmetic = Arithmetic.of(ComputeConfig.FAST.withPrecision(precision), CPU);
    ModelConfig tiny = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(64), 6);
    try (ResNet net = ResNet.create(tiny, 0);
        PointerScope scope = new PointerScope()) {
      net.arrange(arithmetic);
      net.module().train(true);
      torch.manual_seed(1);
      Tensor images = torch.randn(16, 3, height, width);
      torch.full(new long[] {1 << 16}, new Scalar(Float.NaN)).close(); // to be found by the unwary
      arithmetic.autocast(() -> net.forward(arithmetic.arrange(images))).square().sum().backward();
      return Tensors.floats(requireNonNull(ModelState.tensors(net).get(WEIGHT)).grad());
    }
  }
}
