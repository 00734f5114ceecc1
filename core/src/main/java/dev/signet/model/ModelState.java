package dev.signet.model;

import dev.signet.SignetException;
import dev.signet.libtorch.Tensors;
import dev.signet.statedict.DType;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.StringSharedModuleDict;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A network's parameters and buffers as a {@link StateDict} and back: names and order as PyTorch's
 * {@code state_dict()} has them.
 */
public final class ModelState {
  private ModelState() {}

  /** A copy of every parameter and buffer. */
  public static StateDict of(ResNet net) {
    try (PointerScope scope = new PointerScope()) {
      List<NamedArray> arrays = new ArrayList<>();
      tensors(net)
          .forEach(
              (name, tensor) ->
                  arrays.add(
                      NamedArray.of(name, dtype(tensor), shape(tensor), Tensors.bytes(tensor))));
      return StateDict.of(arrays);
    }
  }

  /**
   * Overwrites every parameter and buffer. Nothing is changed if anything does not fit.
   *
   * @param where the values come from, for messages
   * @throws SignetException if a name is missing or too many, or a shape or type differs
   */
  public static void load(ResNet net, StateDict state, String where) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Map<String, Tensor> targets = tensors(net);
      requireSameNames(targets, state, where);
      targets.forEach((name, target) -> requireSameShape(name, target, state.get(name), where));
      targets.forEach(
          (name, target) -> {
            NamedArray array = state.get(name);
            target.copy_(Tensors.copyOf(array.data(), target.scalar_type(), dimensions(target)));
          });
    }
  }

  /** Whether no parameter or buffer holds NaN or infinity. */
  public static boolean isFinite(ResNet net) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      return tensors(net).values().stream().allMatch(tensor -> tensor.isfinite().all().item_bool());
    }
  }

  /** Parameters, then buffers, then children: the order of PyTorch's state_dict. */
  static Map<String, Tensor> tensors(ResNet net) {
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

  private static void requireSameNames(Map<String, Tensor> targets, StateDict state, String where) {
    List<String> missing =
        targets.keySet().stream().filter(n -> !state.names().contains(n)).toList();
    List<String> extra = state.names().stream().filter(n -> !targets.containsKey(n)).toList();
    if (!missing.isEmpty() || !extra.isEmpty()) {
      throw new SignetException(
          "%s does not fit the network: %d names are missing%s and %d are unknown%s"
              .formatted(where, missing.size(), firstOf(missing), extra.size(), firstOf(extra)));
    }
  }

  private static String firstOf(List<String> names) {
    return names.isEmpty() ? "" : " (the first is " + names.get(0) + ")";
  }

  private static void requireSameShape(String name, Tensor target, NamedArray array, String where) {
    List<Long> wanted = shape(target);
    if (!wanted.equals(array.shape()) || dtype(target) != array.dtype()) {
      throw new SignetException(
          "%s does not fit the network: %s is %s %s but must be %s %s"
              .formatted(where, name, array.dtype(), array.shape(), dtype(target), wanted));
    }
  }

  private static long[] dimensions(Tensor tensor) {
    return tensor.sizes().vec().get();
  }

  private static List<Long> shape(Tensor tensor) {
    return Arrays.stream(dimensions(tensor)).boxed().toList();
  }

  private static DType dtype(Tensor tensor) {
    ScalarType type = tensor.scalar_type().intern(); // a value from C++ is not the constant
    return switch (type) {
      case Float -> DType.F32;
      case Long -> DType.I64;
      default -> throw new IllegalStateException("a network holds no tensors of type " + type);
    };
  }
}
