package dev.signet.engine;

import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.inference.Engine;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.Tensors;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.statedict.StateDict;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * The trained network as it is, in evaluation mode, operator by operator and in fp32 on libtorch:
 * what other engines are held against. It owns the network.
 */
public final class TrainedEngine implements Engine {
  private final ResNet net;
  private final Inputs inputs;

  /** A network with these weights. */
  public TrainedEngine(
      ModelConfig model, StateDict state, Preprocessing preprocessing, ComputeDevice device) {
    inputs = new Inputs(preprocessing, Arithmetic.plain(device));
    net = ResNet.create(model, 0);
    try {
      ModelState.load(net, state, "the model");
      net.moveTo(device);
      net.module().eval();
    } catch (RuntimeException e) {
      net.close();
      throw e;
    }
  }

  @Override
  public float[] logits(Batch pictures) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      return Tensors.floats(net.forward(inputs.images(pictures)));
    }
  }

  @Override
  public String runtime() {
    return "libtorch";
  }

  @Override
  public String describe() {
    return "fp32 (as trained), libtorch " + Libtorch.version();
  }

  @Override
  public void close() {
    net.close();
  }
}
