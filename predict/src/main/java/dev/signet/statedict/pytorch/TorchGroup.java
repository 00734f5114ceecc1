package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.ArrayGroup;
import dev.signet.statedict.DType;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.pytorch.PickleValue.Dict;
import dev.signet.statedict.pytorch.PickleValue.Items;
import dev.signet.statedict.pytorch.PickleValue.Tuple;
import dev.signet.statedict.pytorch.TensorDicts.Node;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A dictionary with tensors in a file of {@code torch.save}. */
final class TorchGroup implements ArrayGroup {
  private static final int MOST_BESIDE = 50;
  private static final int LONGEST_NAME = 100;

  private final FileBytes file;
  private final TorchArchive archive;
  private final CopyBudget budget;
  private final Node node;
  private final Dict dict;
  private final Map<String, Entry> entries;

  /**
   * @param entries what {@link #describe} says of the dictionary, which groups may share
   */
  TorchGroup(
      FileBytes file,
      TorchArchive archive,
      CopyBudget budget,
      Node node,
      Map<String, Entry> entries) {
    this.file = file;
    this.archive = archive;
    this.budget = budget;
    this.node = node;
    this.dict = (Dict) node.value();
    this.entries = entries;
  }

  static Entry describe(PickleValue value) {
    if (value instanceof TorchTensor tensor) {
      return Entry.of(tensor.dtype(), tensor.view().shape());
    }
    Optional<List<Long>> shape =
        value instanceof UnreadTensor unread ? unread.shape() : Optional.empty();
    return new Entry(value.kind(), TensorDicts.isTensor(value), Optional.<DType>empty(), shape);
  }

  @Override
  public String key() {
    return node.key();
  }

  @Override
  public Map<String, Entry> entries() {
    return entries;
  }

  @Override
  public List<String> beside() {
    List<String> beside = new ArrayList<>();
    List<Node> way = new ArrayList<>();
    for (Node at = node.parent(); at != null; at = at.parent()) {
      way.add(0, at);
    }
    way.add(node);
    for (int i = 0; i < way.size(); i++) {
      if (way.get(i).value() instanceof Dict holder) {
        String next = i + 1 < way.size() ? way.get(i + 1).name() : "";
        boolean innermost = i + 1 == way.size();
        others(holder, way.get(i).key(), innermost, next, beside);
      } else if (length(way.get(i).value()) > 1) {
        String holder = way.get(i).key().isEmpty() ? "the list" : way.get(i).key();
        beside.add(Text.of("%d more items of %s", length(way.get(i).value()) - 1, holder));
      }
    }
    int more = beside.size() - MOST_BESIDE;
    if (more > 0) {
      beside.subList(MOST_BESIDE, beside.size()).clear();
      beside.add(Text.of("%d more", more));
    }
    return beside;
  }

  private static int length(PickleValue listOrTuple) {
    return listOrTuple instanceof Items list
        ? list.values().size()
        : ((Tuple) listOrTuple).items().size();
  }

  private static void others(
      Dict dict, String key, boolean innermost, String taken, List<String> into) {
    String before = innermost || key.isEmpty() ? "" : key + ".";
    dict.entries()
        .forEach(
            (name, value) -> {
              boolean passed =
                  innermost
                      ? !(name instanceof String && TensorDicts.isTensor(value))
                      : !name.equals(taken);
              if (passed && into.size() < MOST_BESIDE * 100) {
                into.add(described(before + name, value));
              }
            });
    if (dict.otherKeys() > 0) {
      into.add(before + Text.of("%d entries without a name", dict.otherKeys()));
    }
  }

  /** Name and kind. */
  static String described(String name, PickleValue value) {
    // Keys come from the file and go to a terminal.
    String part = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
    return "%s (%s)".formatted(part, value.kind()).replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public NamedArray read(String name) {
    PickleValue value = dict.entries().get(name);
    if (value instanceof TorchTensor tensor) {
      return read(name, tensor);
    }
    if (value instanceof UnreadTensor unread) {
      throw file.malformed("tensor %s, %s".formatted(name, unread.place()), unread.problem());
    }
    throw file.malformed(
        "%s, %s".formatted(name, archive.place()),
        "is %s; expected a tensor".formatted(value == null ? "missing" : value.kind()));
  }

  private NamedArray read(String name, TorchTensor tensor) {
    String place = "tensor %s, %s".formatted(name, tensor.place());
    StridedView view = tensor.view();
    int size = tensor.dtype().size();
    String problem = view.problem(tensor.storage().byteCount() / size);
    if (!problem.isEmpty()) {
      throw file.malformed(place, problem);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw file.malformed(place, "its name is not valid Unicode; expected valid Unicode");
    }
    ByteBuffer storage = archive.bytes(tensor.storage());
    long count = NamedArray.elementCount(view.shape());
    ByteBuffer data;
    if (view.isContiguous()) {
      data = storage.slice((int) view.offset() * size, (int) count * size);
    } else {
      budget.spend(count, size, place);
      data = view.gather(storage, size);
    }
    if (tensor.negative()) {
      budget.spend(count, size, place);
      data = Negation.of(data, tensor.dtype());
    }
    return NamedArray.of(name, tensor.dtype(), view.shape(), data);
  }
}
