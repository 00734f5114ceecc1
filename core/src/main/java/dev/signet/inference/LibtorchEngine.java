package dev.signet.inference;

import dev.signet.config.Preprocessing;
import dev.signet.data.Batch;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.Tensors;
import dev.signet.model.FoldedNet;
import dev.signet.model.Inputs;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** The frozen network on libtorch. */
final class LibtorchEngine implements Engine {
  private final FrozenNet net;
  private final Inputs inputs;

  /** Compiles the network for this arithmetic. */
  LibtorchEngine(FoldedNet folded, Preprocessing preprocessing, Arithmetic arithmetic) {
    net = FrozenNet.of(folded, arithmetic);
    inputs = new Inputs(preprocessing, arithmetic);
  }

  @Override
  public float[] logits(Batch pictures) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      return Tensors.floats(net.forward(inputs.images(pictures))); // [n, classes]
    }
  }

  @Override
  public String describe() {
    return inputs.arithmetic().describe() + ", libtorch " + Libtorch.version();
  }

  @Override
  public void close() {
    net.close();
  }
}
