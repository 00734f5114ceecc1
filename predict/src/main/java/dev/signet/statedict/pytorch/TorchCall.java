package dev.signet.statedict.pytorch;

import dev.signet.statedict.DType;
import dev.signet.statedict.pytorch.PickleValue.Bool;
import dev.signet.statedict.pytorch.PickleValue.Dict;
import dev.signet.statedict.pytorch.PickleValue.Foreign;
import dev.signet.statedict.pytorch.PickleValue.Items;
import dev.signet.statedict.pytorch.PickleValue.Opaque;
import dev.signet.statedict.pytorch.PickleValue.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A function that a pickle may call. */
enum TorchCall implements PickleValue {
  ORDERED_DICT,
  DEFAULT_DICT,
  REBUILD_TENSOR,
  REBUILD_TENSOR_V2,
  REBUILD_TENSOR_V3,
  REBUILD_PARAMETER,
  REBUILD_PARAMETER_WITH_STATE,
  REBUILD_FROM_TYPE,
  REBUILD_QUANTISED,
  REBUILD_SPARSE,
  REBUILD_NESTED,
  REBUILD_META,
  SIZE,
  DEVICE;

  // Bytes of memory: a tensor becomes an array with views of its bytes later.
  private static final int TENSOR = 500;
  private static final int NUMBER = 32;

  /** Classes whose tensors are plain ones with attributes. */
  private static final Set<String> PLAIN_CLASSES =
      Set.of(
          "torch.Tensor",
          "torch.nn.parameter.Parameter",
          "torch.nn.parameter.Buffer",
          "torch.nn.Parameter");

  PickleValue apply(Arguments arguments) {
    return switch (this) {
      case ORDERED_DICT -> orderedDict(arguments);
      case DEFAULT_DICT -> new Dict(); // its items come afterwards
      case REBUILD_TENSOR -> {
        arguments.requireCount(4, 4);
        yield tensor(arguments, storage(arguments).type(), 4);
      }
      case REBUILD_TENSOR_V2 -> {
        arguments.requireCount(6, 7);
        yield tensor(arguments, storage(arguments).type(), 6);
      }
      case REBUILD_TENSOR_V3 -> {
        arguments.requireCount(7, 8);
        yield arguments.get(6) instanceof Foreign type
            ? UnreadTensor.ofType(
                type.name().replace("torch.", ""), shape(arguments, 2), arguments.in().place())
            : tensor(arguments, arguments.get(6, TorchType.class, "a dtype"), 7);
      }
      case REBUILD_PARAMETER -> {
        arguments.requireCount(3, 3);
        yield rebuilt(arguments);
      }
      case REBUILD_PARAMETER_WITH_STATE -> {
        arguments.requireCount(4, 4);
        yield rebuilt(arguments);
      }
      case REBUILD_FROM_TYPE -> fromType(arguments);
      case REBUILD_QUANTISED -> {
        arguments.requireCount(6, 7);
        yield UnreadTensor.ofType(
            storage(arguments).type().label(), shape(arguments, 2), arguments.in().place());
      }
      case REBUILD_SPARSE ->
          unread("sparse", Optional.empty(), UnreadTensor.saving("v.to_dense()"), arguments);
      case REBUILD_NESTED -> unread("nested", Optional.empty(), "save its parts", arguments);
      case REBUILD_META -> {
        arguments.requireCount(4, 4);
        yield unread(
            "meta",
            Optional.of(shape(arguments, 1)),
            "it has a shape but no numbers; load the weights before you save model.state_dict()",
            arguments);
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
    if (arguments.get(0).equals(new Foreign("torch.storage._load_from_bytes"))) {
      throw arguments
          .in()
          .error(
              "the numbers of a tensor are inside the pickle, where pickle.dump puts them; expected a file of torch.save: in Python, torch.save(pickle.load(open(FILE, 'rb')), 'weights.pth')");
    }
    return arguments.get(0, TorchStorage.class, "a storage");
  }

  private static List<Long> shape(Arguments arguments, int index) {
    List<Long> shape = arguments.integers(index);
    arguments.in().spend(TENSOR + (long) NUMBER * shape.size());
    return shape;
  }

  /**
   * @param metadata which argument says whether it is a negative or conjugate view, if there is one
   */
  private static PickleValue tensor(Arguments arguments, TorchType type, int metadata) {
    String place = arguments.in().place();
    List<Long> shape = shape(arguments, 2);
    StridedView view = new StridedView(arguments.integer(1), shape, arguments.integers(3));
    arguments.in().spend((long) NUMBER * view.strides().size());
    boolean negative = false;
    for (Map.Entry<Comparable<?>, PickleValue> mark : marks(arguments, metadata).entrySet()) {
      if (mark.getValue().equals(new Bool(false))) {
        continue;
      }
      negative =
          mark.getKey().equals("neg") && type.dtype().filter(it -> it != DType.BOOL).isPresent();
      if (!negative) {
        return new UnreadTensor(
            "%s marked '%s'".formatted(type.label(), mark.getKey()),
            Optional.of(shape),
            UnreadTensor.saving(
                type.label().startsWith("complex")
                    ? "v.real if v.is_complex() else v"
                    : "v.resolve_conj().resolve_neg()"),
            place);
      }
    }
    if (type.dtype().isEmpty()) {
      return UnreadTensor.ofType(type.label(), shape, place);
    }
    return new TorchTensor(storage(arguments), type.dtype().get(), view, negative, place);
  }

  private static Map<Comparable<?>, PickleValue> marks(Arguments arguments, int index) {
    if (index >= arguments.count() || arguments.get(index).equals(new Opaque("None"))) {
      return Map.of();
    }
    return arguments.get(index, Dict.class, "a dict of marks").entries();
  }

  /** The first argument, which another call has made; what comes after it changes nothing. */
  private static PickleValue rebuilt(Arguments arguments) {
    PickleValue tensor = arguments.get(0);
    return tensor instanceof UnreadTensor || tensor instanceof Foreign
        ? tensor
        : arguments.get(0, TorchTensor.class, "a tensor");
  }

  /** A tensor with attributes, or of a class of its own: (function, class, arguments, state). */
  private static PickleValue fromType(Arguments arguments) {
    arguments.requireCount(4, 4);
    if (!(arguments.get(0) instanceof TorchCall function) || function == REBUILD_FROM_TYPE) {
      return new Foreign(arguments.get(0).kind());
    }
    List<PickleValue> inner = arguments.get(2, Tuple.class, "a tuple").items();
    PickleValue made = function.apply(new Arguments(function.kind(), inner, arguments.in()));
    String type = arguments.get(1).kind();
    return PLAIN_CLASSES.contains(type) || !(made instanceof TorchTensor tensor)
        ? made
        : unread(
            type,
            Optional.of(tensor.view().shape()),
            UnreadTensor.saving("v.as_subclass(torch.Tensor)"),
            arguments);
  }

  private static UnreadTensor unread(
      String what, Optional<List<Long>> shape, String conversion, Arguments arguments) {
    arguments.in().spend(TENSOR);
    return new UnreadTensor(what, shape, conversion, arguments.in().place());
  }
}
