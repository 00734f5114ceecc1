package dev.signet.model;

import dev.signet.config.BackbonePart;
import dev.signet.config.Layout;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.TensorVector;

/**
 * Which parameters are not trained: they get no gradients. A part without any that is trained is
 * frozen, and {@link ResNet#train} leaves its batch norms the statistics they have.
 */
public final class Freeze {
  private Freeze() {}

  /**
   * Keeps parts as they are from now on. Frozen parts at the beginning of the network cost no
   * backward pass.
   */
  public static void parts(ResNet net, Collection<BackbonePart> parts) {
    try (PointerScope scope = new PointerScope()) {
      for (BackbonePart part : parts) {
        for (Module module : modules(net, part)) {
          TensorVector parameters = module.parameters(true);
          for (long i = 0; i < parameters.size(); i++) {
            parameters.get(i).set_requires_grad(false);
          }
        }
      }
    }
  }

  /**
   * Chooses whether the biases of convolutions that a batch norm follows are trained, in frozen
   * parts as well. The norm takes them away again, so their gradient is zero but for rounding.
   */
  public static void normedBiases(ResNet net, boolean trained) {
    if (net.config().layout() == Layout.ARTICLE) { // torchvision's convolutions have none
      try (PointerScope scope = new PointerScope()) {
        Stream.concat(
                Stream.of(net.stem().conv()),
                net.blocks().flatMap(block -> block.normedConvolutions().stream()))
            .forEach(conv -> conv.bias().set_requires_grad(trained));
      }
    }
  }

  /** The modules of the parts that are frozen. */
  static List<Module> frozenModules(ResNet net) {
    try (PointerScope scope = new PointerScope()) {
      return Stream.of(BackbonePart.values())
          .map(part -> modules(net, part))
          .filter(modules -> modules.stream().noneMatch(Freeze::isTrained))
          .flatMap(List::stream)
          .toList();
    }
  }

  private static List<Module> modules(ResNet net, BackbonePart part) {
    if (part == BackbonePart.STEM) {
      return net.stem().modules();
    }
    return net.stages().stream().skip(part.stage()).limit(1).map(Stage::module).toList();
  }

  private static boolean isTrained(Module module) {
    TensorVector parameters = module.parameters(true);
    for (long i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).requires_grad()) {
        return true;
      }
    }
    return false;
  }
}
