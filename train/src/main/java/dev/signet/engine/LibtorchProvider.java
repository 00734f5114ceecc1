package dev.signet.engine;

import dev.signet.config.ComputeConfig;
import dev.signet.config.PredictionConfig;
import dev.signet.config.Preprocessing;
import dev.signet.inference.Engine;
import dev.signet.inference.EngineProvider;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.network.FoldedNet;

/** Engines on libtorch: in bf16 where the processor has it, and on CUDA. */
public final class LibtorchProvider implements EngineProvider {
  @Override
  public String name() {
    return "libtorch";
  }

  @Override
  public boolean isCpu(String device) {
    return device.equals("cpu") || (device.equals("auto") && !Libtorch.holdsCuda());
  }

  @Override
  public void load() {
    Libtorch.load();
  }

  @Override
  public Engine open(FoldedNet net, Preprocessing preprocessing, PredictionConfig config) {
    ComputeDevice device = ComputeDevice.choose(config.device());
    if (config.threads() > 0) {
      Libtorch.useThreads(config.threads());
    }
    ComputeConfig compute = ComputeConfig.FAST.withPrecision(config.precision());
    return new LibtorchEngine(net, preprocessing, Arithmetic.of(compute, device));
  }
}
