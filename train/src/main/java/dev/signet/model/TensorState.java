package dev.signet.model;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.libtorch.Tensors;
import dev.signet.statedict.DType;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Named tensors as a {@link StateDict} and back. Safe for use by many threads. */
public final class TensorState {
  private TensorState() {}

  /** A copy of every tensor. */
  public static StateDict copy(Map<String, Tensor> tensors) {
    try (PointerScope scope = new PointerScope()) {
      List<NamedArray> arrays = new ArrayList<>();
      tensors.forEach(
          (name, tensor) ->
              arrays.add(NamedArray.of(name, dtype(tensor), shape(tensor), Tensors.bytes(tensor))));
      return StateDict.of(arrays);
    }
  }

  /**
   * Looks into every tensor, without a copy where it lies in planes. What it returns is good as
   * long as the caller's {@code PointerScope} is open and the tensors are not written to.
   */
  public static StateDict view(Map<String, Tensor> tensors) {
    List<NamedArray> arrays = new ArrayList<>();
    tensors.forEach(
        (name, tensor) ->
            arrays.add(NamedArray.of(name, dtype(tensor), shape(tensor), Tensors.view(tensor))));
    return StateDict.of(arrays);
  }

  /**
   * Overwrites every tensor. Nothing is changed if anything does not fit.
   *
   * @param what the tensors belong to, such as {@code the network}
   * @param where the values come from, for messages
   * @throws SignetException if a name is missing or too many, or a shape or type differs
   */
  public static void load(Map<String, Tensor> targets, StateDict state, String what, String where) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      requireSameNames(targets, state, what, where);
      targets.forEach((name, target) -> requireSameShape(name, target, state, what, where));
      targets.forEach(
          (name, target) -> {
            NamedArray array = state.get(name);
            target.copy_(Tensors.copyOf(array.data(), target.scalar_type(), dimensions(target)));
          });
    }
  }

  private static void requireSameNames(
      Map<String, Tensor> targets, StateDict state, String what, String where) {
    List<String> missing =
        targets.keySet().stream().filter(n -> !state.names().contains(n)).toList();
    List<String> extra = state.names().stream().filter(n -> !targets.containsKey(n)).toList();
    if (!missing.isEmpty() || !extra.isEmpty()) {
      throw new SignetException(
          Text.of(
              "%s does not fit %s: %d names are missing%s and %d are unknown%s",
              where, what, missing.size(), firstOf(missing), extra.size(), firstOf(extra)));
    }
  }

  private static String firstOf(List<String> names) {
    return names.isEmpty() ? "" : " (the first is " + names.get(0) + ")";
  }

  private static void requireSameShape(
      String name, Tensor target, StateDict state, String what, String where) {
    NamedArray array = state.get(name);
    List<Long> wanted = shape(target);
    if (!wanted.equals(array.shape()) || dtype(target) != array.dtype()) {
      throw new SignetException(
          "%s does not fit %s: %s is %s %s but must be %s %s"
              .formatted(where, what, name, array.dtype(), array.shape(), dtype(target), wanted));
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
      case Byte -> DType.U8;
      default -> throw new IllegalStateException("a network holds no tensors of type " + type);
    };
  }
}
