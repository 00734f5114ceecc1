package dev.signet.statedict.pytorch;

import dev.signet.statedict.DType;
import dev.signet.statedict.pytorch.PickleValue.Dict;
import dev.signet.statedict.pytorch.PickleValue.Items;
import dev.signet.statedict.pytorch.PickleValue.Opaque;
import dev.signet.statedict.pytorch.PickleValue.Tuple;
import java.util.List;

/** The functions that a pickle of {@code torch.save} calls, and what they make. */
enum TorchCall implements PickleValue {
  ORDERED_DICT,
  REBUILD_TENSOR,
  REBUILD_TENSOR_V2,
  REBUILD_TENSOR_V3,
  REBUILD_PARAMETER,
  SIZE,
  DEVICE;

  // Bytes of memory: a tensor becomes an array with views of its bytes later.
  private static final int TENSOR = 500;
  private static final int NUMBER = 32;

  PickleValue apply(Arguments arguments) {
    return switch (this) {
      case ORDERED_DICT -> orderedDict(arguments);
      case REBUILD_TENSOR -> {
        arguments.requireCount(4, 4);
        yield tensor(arguments, storage(arguments).dtype());
      }
      case REBUILD_TENSOR_V2 -> {
        arguments.requireCount(6, 7);
        yield tensor(arguments, storage(arguments).dtype());
      }
      case REBUILD_TENSOR_V3 -> {
        arguments.requireCount(7, 8);
        yield tensor(arguments, arguments.get(6, TorchType.class, "a dtype").dtype());
      }
      case REBUILD_PARAMETER -> {
        arguments.requireCount(3, 3);
        yield arguments.get(0, TorchTensor.class, "a tensor");
      }
      case SIZE -> {
        arguments.requireCount(1, 1);
        yield arguments.get(0, Tuple.class, "a tuple");
      }
      case DEVICE -> new Opaque("device");
    };
  }

  @Override
  public String kind() {
    return name();
  }

  private static PickleValue orderedDict(Arguments arguments) {
    arguments.requireCount(0, 1);
    Dict dict = new Dict();
    if (arguments.count() == 1) {
      List<PickleValue> pairs = arguments.get(0, Items.class, "a list of pairs").values();
      for (PickleValue pair : pairs) {
        List<PickleValue> keyAndValue =
            pair instanceof Tuple tuple
                ? tuple.items()
                : pair instanceof Items list ? list.values() : List.of();
        if (keyAndValue.size() != 2) {
          throw arguments
              .in()
              .error("an OrderedDict gets %s; expected pairs".formatted(pair.kind()));
        }
        dict.put(keyAndValue.get(0), keyAndValue.get(1), arguments.in());
      }
    }
    return dict;
  }

  private static TorchStorage storage(Arguments arguments) {
    return arguments.get(0, TorchStorage.class, "a storage");
  }

  private static TorchTensor tensor(Arguments arguments, DType dtype) {
    StridedView view =
        new StridedView(arguments.integer(1), arguments.integers(2), arguments.integers(3));
    arguments.in().spend(TENSOR + (long) NUMBER * (view.shape().size() + view.strides().size()));
    return new TorchTensor(storage(arguments), dtype, view, arguments.in().place());
  }
}
