package dev.signet.engine;

import dev.signet.SignetException;
import dev.signet.libtorch.Arithmetic;
import dev.signet.network.FoldedNet;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A folded network as one TorchScript function whose weights are constants: no batch norm, no
 * autograd, no casts of weights. It owns its weights: {@link #close} frees them. Safe for use by
 * many threads: nothing changes but libtorch's own plans, which it guards.
 */
final class FrozenNet implements AutoCloseable {
  private final PointerScope owner;
  private final JitModule module;
  private final Arithmetic arithmetic;

  private FrozenNet(PointerScope owner, JitModule module, Arithmetic arithmetic) {
    this.owner = owner;
    this.module = module;
    this.arithmetic = arithmetic;
  }

  /** Compiles the network for this arithmetic. */
  static FrozenNet of(FoldedNet net, Arithmetic arithmetic) {
    try (PointerScope owner = new PointerScope()) {
      JitModule frozen = torch.freeze(ScriptedNet.define(net, arithmetic));
      FrozenNet result = new FrozenNet(owner, frozen, arithmetic);
      owner.extend(); // outlives this block, until close()
      return result;
    }
  }

  /** Loads a TorchScript file as {@code torch.jit.load} does. */
  static FrozenNet read(Path file, Arithmetic arithmetic) {
    try (PointerScope owner = new PointerScope()) {
      JitModule module = torch.import_ir_module(new CompilationUnit(), file.toString());
      module.eval();
      FrozenNet result = new FrozenNet(owner, torch.freeze(module), arithmetic);
      owner.extend();
      return result;
    } catch (RuntimeException e) {
      throw new SignetException(
          "libtorch cannot load %s: %s"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  /** Pictures {@code [n, 3, h, w]} to logits {@code [n, classes]}, both float. */
  Tensor forward(Tensor images) {
    Tensor input = arithmetic.bf16() ? images.to(ScalarType.BFloat16) : images;
    return module.forward(new IValueVector(new IValue(input))).toTensor().to(ScalarType.Float);
  }

  @Override
  public void close() {
    owner.close();
  }
}
