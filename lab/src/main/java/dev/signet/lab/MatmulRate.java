package dev.signet.lab;

import dev.signet.libtorch.Arithmetic;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the hardware can do at best: the roof that a network's speed is held against. */
public final class MatmulRate {
  private static final int SIZE = 2048;
  private static final int REPEATS = 5;

  private MatmulRate() {}

  /** Floating-point operations a second of a large matrix product, the best of some. */
  public static double measure(Arithmetic arithmetic) {
    double best = 0;
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      ScalarType type = arithmetic.bf16() ? ScalarType.BFloat16 : ScalarType.Float;
      Tensor a = torch.ones(SIZE, SIZE).to(arithmetic.device().toTorch(), type);
      for (int i = 0; i < REPEATS; i++) {
        long start = System.nanoTime();
        a.matmul(a).sum().item_double(); // asking for a number waits for the device
        double seconds = (System.nanoTime() - start) / 1e9;
        best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / seconds);
      }
    }
    return best;
  }
}
