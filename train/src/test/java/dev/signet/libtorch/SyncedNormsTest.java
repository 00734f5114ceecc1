package dev.signet.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two workers in one: the sum over both is twice what the one has, if both have the same. */
class SyncedNormsTest {
  @BeforeAll
  static void load() {
    Libtorch.load();
  }

  /** Output, gradients of the input, the gain and the bias, and both running statistics. */
  private static List<float[]> pass(BatchNorm norm, ScalarType type) {
    try (PointerScope scope = new PointerScope()) {
      torch.manual_seed(3);
      Tensor x = torch.randn(6, 4, 5, 5).mul(new Scalar(3)).add(new Scalar(7)).to(type);
      Tensor direction = torch.randn(6, 4, 5, 5);
      x.requires_grad_(true);
      try (NoGradGuard noGrad = new NoGradGuard()) {
        norm.weight().copy_(torch.randn(4));
        norm.bias().copy_(torch.randn(4));
      }
      norm.zero_grad(true);
      Tensor y = norm.forward(norm.forward(x)); // twice: what was passed last comes back first
      assertThat(y.scalar_type().intern()).isEqualTo(type.intern());
      y.mul(direction).sum().backward();
      List<float[]> all = new ArrayList<>();
      for (Tensor each :
          List.of(
              y,
              x.grad(),
              norm.weight().grad(),
              norm.bias().grad(),
              norm.running_mean(),
              norm.running_var())) {
        all.add(Tensors.floats(each));
      }
      return all;
    }
  }

  private static List<float[]> synced(ScalarType type) {
    try (PointerScope scope = new PointerScope();
        SyncedNorms norms = SyncedNorms.by(sums -> sums.mul_(new Scalar(2)))) {
      BatchNorm norm = new BatchNorm(4);
      norm.synchronize(norms);
      return pass(norm, type);
    }
  }

  private static List<float[]> plain(ScalarType type) {
    try (PointerScope scope = new PointerScope()) {
      return pass(new BatchNorm(4), type);
    }
  }

  private static void requireNear(List<float[]> some, List<float[]> others, double share) {
    for (int i = 0; i < some.size(); i++) {
      float[] one = some.get(i);
      float[] other = others.get(i);
      double largest = 0;
      for (float value : other) {
        largest = Math.max(largest, Math.abs(value));
      }
      for (int at = 0; at < one.length; at++) {
        assertThat((double) one[at])
            .as("value %s of tensor %s", at, i)
            .isCloseTo(other[at], within(share * largest));
      }
    }
  }

  @Test
  void normsOfTwoWorkersWithTheSameBatchAreThoseOfOne() {
    List<float[]> plain = plain(ScalarType.Float);
    List<float[]> synced = synced(ScalarType.Float);
    // The unbiased variance is another: 300 values are there, not 150.
    float[] variance = plain.remove(5);
    float[] ofAll = synced.remove(5);
    requireNear(synced, plain, 2e-5);
    assertThat(ofAll[0]).isLessThan(variance[0]).isCloseTo(variance[0], within(0.05f));
  }

  @Test
  void soTheyAreInSixteenBits() {
    requireNear(synced(ScalarType.BFloat16), plain(ScalarType.BFloat16), 0.03);
  }

  @Test
  void passWithoutGradientsAsksNobody() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard();
        SyncedNorms norms =
            SyncedNorms.by(
                sums -> {
                  throw new AssertionError("nobody else is there");
                })) {
      BatchNorm norm = new BatchNorm(4);
      norm.synchronize(norms);
      assertThat(norm.forward(torch.randn(2, 4, 3, 3)).numel()).isEqualTo(72);
    }
  }

  @Test
  void whatWentWrongElsewhereComesOutOfTheStep() {
    try (PointerScope scope = new PointerScope();
        SyncedNorms norms =
            SyncedNorms.by(
                sums -> {
                  if (sums.size(0) == 8) { // on the way back
                    throw new IllegalStateException("a worker is gone");
                  }
                })) {
      BatchNorm norm = new BatchNorm(4);
      norm.synchronize(norms);
      Tensor x = torch.randn(2, 4, 3, 3);
      x.requires_grad_(true);
      Tensor y = norm.forward(x).sum();
      assertThat(org.assertj.core.api.Assertions.catchThrowable(y::backward))
          .hasMessageContaining("a worker is gone");
    }
  }
}
