package dev.signet.training;

import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.Function;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A compiled piece of TorchScript: the way to ATen operators that take lists of tensors and that
 * the Java presets do not map.
 */
final class TorchScript {
  private static final String LISTS =
      """
      def list_of(first: Tensor) -> List[Tensor]:
          return [first]

      def append(tensors: List[Tensor], tensor: Tensor) -> int:
          tensors.append(tensor)
          return len(tensors)

      def at(tensors: List[Tensor], index: int) -> Tensor:
          return tensors[index]

      def zeros_like(tensors: List[Tensor]) -> List[Tensor]:
          return [torch.zeros_like(t) for t in tensors]

      def zero_scalars(tensors: List[Tensor]) -> List[Tensor]:
          return [t.new_zeros([]) for t in tensors]

      """;

  private final CompilationUnit unit;

  TorchScript(String source) {
    unit = torch.compile(LISTS + source);
  }

  /** A function by name. */
  Function function(String name) {
    return unit.get_function(new QualifiedName(name));
  }

  /** A list of the tensors themselves, not of copies. */
  IValue list(TensorVector tensors) {
    IValue list = call("list_of", new IValue(tensors.get(0)));
    Function append = function("append");
    for (long i = 1; i < tensors.size(); i++) {
      append.apply(new IValueVector(list, new IValue(tensors.get(i))));
    }
    return list;
  }

  /** An element of a list: the tensor itself, not a copy. */
  Tensor at(IValue list, long index) {
    return call("at", list, new IValue(index)).toTensor();
  }

  /** Calls a function. */
  IValue call(String name, IValue... arguments) {
    return function(name).apply(new IValueVector(arguments));
  }
}
