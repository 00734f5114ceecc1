package dev.signet.lab;

import dev.signet.config.OptimizerConfig;
import dev.signet.model.ResNet;
import dev.signet.training.Optimizer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;

/** libtorch's own Adam, the baseline that {@link TrainingBenchmark} compares with. */
final class LibtorchAdam implements Optimizer {
  private final PointerScope owner;
  private final Adam adam;

  private LibtorchAdam(OptimizerConfig.Adam config, ResNet net, PointerScope owner) {
    this.owner = owner;
    adam = new Adam(net.module().parameters(), new AdamOptions(config.lr()));
  }

  static LibtorchAdam create(OptimizerConfig.Adam config, ResNet net) {
    try (PointerScope owner = new PointerScope()) {
      LibtorchAdam optimizer = new LibtorchAdam(config, net, owner);
      owner.extend(); // outlives this block: close() of the optimizer frees what was made in it
      return optimizer;
    }
  }

  /** The learning rate is the configuration's throughout. */
  @Override
  public void step(double lr) {
    try (PointerScope scope = new PointerScope()) {
      adam.step();
    }
  }

  @Override
  public void close() {
    owner.close();
  }
}
