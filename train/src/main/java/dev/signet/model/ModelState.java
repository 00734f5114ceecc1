package dev.signet.model;

import dev.signet.statedict.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringSharedModuleDict;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.Tensor;

/**
 * A network's parameters and buffers as a {@link StateDict} and back: names and order as PyTorch's
 * {@code state_dict()} has them.
 */
public final class ModelState {
  private ModelState() {}

  /** A copy of every parameter and buffer. */
  public static StateDict of(ResNet net) {
    try (PointerScope scope = new PointerScope()) {
      return TensorState.copy(tensors(net));
    }
  }

  /**
   * Looks into every parameter and buffer, without a copy where it lies in planes. What it returns
   * is good as long as the caller's {@code PointerScope} is open and the network does not change.
   */
  public static StateDict view(ResNet net) {
    return TensorState.view(tensors(net));
  }

  /** Bytes of all parameters and buffers. */
  public static long byteCount(ResNet net) {
    try (PointerScope scope = new PointerScope()) {
      return tensors(net).values().stream().mapToLong(t -> t.numel() * t.element_size()).sum();
    }
  }

  /**
   * Overwrites every parameter and buffer. Nothing is changed if anything does not fit.
   *
   * @param where the values come from, for messages
   * @throws dev.signet.SignetException if a name is missing or too many, or a shape or type differs
   */
  public static void load(ResNet net, StateDict state, String where) {
    try (PointerScope scope = new PointerScope()) {
      TensorState.load(tensors(net), state, "the network", where);
    }
  }

  /** Whether no parameter or buffer holds NaN or infinity. */
  public static boolean isFinite(ResNet net) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      return tensors(net).values().stream().allMatch(tensor -> tensor.isfinite().all().item_bool());
    }
  }

  /** The buffers alone: what batch norm has gathered. */
  static Map<String, Tensor> buffers(ResNet net) {
    Map<String, Tensor> all = tensors(net);
    StringTensorDict parameters = net.module().named_parameters(true);
    for (long i = 0; i < parameters.size(); i++) {
      all.remove(parameters.get(i).key().getString());
    }
    return all;
  }

  /**
   * The live parameters and buffers by name; parameters, then buffers, then children: the order of
   * PyTorch's state_dict. They belong to the network, the handles to the caller's scope.
   */
  public static Map<String, Tensor> tensors(ResNet net) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    collect(net.module(), "", tensors);
    return tensors;
  }

  private static void collect(Module module, String prefix, Map<String, Tensor> into) {
    put(module.named_parameters(false), prefix, into);
    put(module.named_buffers(false), prefix, into);
    StringSharedModuleDict children = module.named_children();
    for (long i = 0; i < children.size(); i++) {
      var child = children.get(i);
      collect(child.access(), prefix + child.key().getString() + ".", into);
    }
  }

  private static void put(StringTensorDict dict, String prefix, Map<String, Tensor> into) {
    for (long i = 0; i < dict.size(); i++) {
      var item = dict.get(i);
      into.put(prefix + item.key().getString(), item.value());
    }
  }
}
