package dev.signet.engine;

import dev.signet.config.Preprocessing;
import dev.signet.inference.Engine;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.NativeMemory;
import dev.signet.libtorch.Tensors;
import dev.signet.model.Inputs;
import dev.signet.network.FoldedNet;
import dev.signet.picture.Batch;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** A folded, frozen network on libtorch, which it owns. Safe for use by many threads. */
public final class LibtorchEngine implements Engine {
  /**
   * Rounding moved the probabilities of ResNet-34 on 1,080 photos by 0.03 at most: 0.12 of a logit
   * where two classes are level.
   */
  private static final double ROUNDING_OF_BF16 = 0.3;

  private final FrozenNet net;
  private final Inputs inputs;

  /** Compiles the network for this arithmetic. */
  public LibtorchEngine(FoldedNet folded, Preprocessing preprocessing, Arithmetic arithmetic) {
    this(FrozenNet.of(folded, arithmetic), new Inputs(preprocessing, arithmetic));
  }

  private LibtorchEngine(FrozenNet net, Inputs inputs) {
    this.net = net;
    this.inputs = inputs;
  }

  /**
   * A TorchScript file whose {@code forward} makes fp32 logits of fp32 pictures, on the CPU.
   *
   * @throws dev.signet.SignetException if libtorch cannot load it
   */
  public static LibtorchEngine ofScript(Path file, Preprocessing preprocessing) {
    Arithmetic plain = Arithmetic.plain(ComputeDevice.choose("cpu"));
    return new LibtorchEngine(FrozenNet.read(file, plain), new Inputs(preprocessing, plain));
  }

  @Override
  public float[] logits(Batch pictures) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      return Tensors.floats(net.forward(inputs.images(pictures))); // [n, classes]
    }
  }

  @Override
  public double rounding() {
    return inputs.arithmetic().bf16() ? ROUNDING_OF_BF16 : 0;
  }

  @Override
  public String runtime() {
    return "libtorch";
  }

  @Override
  public String describe() {
    return inputs.arithmetic().describe() + ", libtorch " + Libtorch.version();
  }

  @Override
  public void close() {
    net.close();
    NativeMemory
        .trim(); // freed weights leave holes that the weights of another model fit into badly
  }
}
