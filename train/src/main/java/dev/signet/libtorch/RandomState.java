package dev.signet.libtorch;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The state of libtorch's own random generator for the processor. Training draws its numbers
 * elsewhere; whatever an operator draws from here comes back with it. Not safe for use by several
 * threads.
 */
public final class RandomState {
  /** What it is called among other tensors. */
  public static final String NAME = "torch.cpu";

  private RandomState() {}

  /** A copy: unsigned bytes {@code [n]}, which belong to the caller's scope. */
  public static Tensor current() {
    Libtorch.load();
    return generator().get_state();
  }

  /** Goes back to a state that {@link #current} gave. */
  public static void restore(Tensor state) {
    Libtorch.load();
    generator().set_state(state);
  }

  /** Draws what libtorch draws from it alone, after a seed: nobody else draws meanwhile. */
  public static synchronized <T> T seeded(long seed, Supplier<T> draw) {
    Libtorch.load();
    torch.manual_seed(seed);
    return draw.get();
  }

  private static Generator generator() {
    return torch.getDefaultCPUGenerator();
  }
}
