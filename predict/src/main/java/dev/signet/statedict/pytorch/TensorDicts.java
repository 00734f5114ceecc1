package dev.signet.statedict.pytorch;

import dev.signet.statedict.MemoryBudget;
import dev.signet.statedict.pytorch.PickleValue.Dict;
import dev.signet.statedict.pytorch.PickleValue.Items;
import dev.signet.statedict.pytorch.PickleValue.Tuple;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dictionaries inside a pickle that hold tensors under names: any of them may be weights. */
final class TensorDicts {
  private static final int DEEPEST = 8;
  private static final int NODE = 200; // bytes of memory

  private final MemoryBudget memory;
  private final String place;
  private final Deque<Node> waiting = new ArrayDeque<>();
  private final List<Node> found = new ArrayList<>();

  /** Whether what was looked into holds tensors: nothing is looked into twice. */
  private final IdentityHashMap<PickleValue, Boolean> seen = new IdentityHashMap<>();

  private TensorDicts(MemoryBudget memory, String place) {
    this.memory = memory;
    this.place = place;
  }

  /** A value and the way to it. */
  record Node(@Nullable Node parent, String name, PickleValue value, int depth) {
    /** The keys on the way, joined by dots; empty at the top. */
    String key() {
      if (parent == null) {
        return "";
      }
      return parent.parent == null ? name : parent.key() + "." + name;
    }
  }

  /**
   * Looks for them through dictionaries with names, lists and tuples; those nearer to the top come
   * first.
   */
  static List<Node> in(PickleValue root, MemoryBudget memory, String place) {
    TensorDicts search = new TensorDicts(memory, place);
    search.arriveAt(null, "", root);
    while (!search.waiting.isEmpty()) {
      search.lookInto(search.waiting.remove());
    }
    return search.found;
  }

  static boolean isTensor(PickleValue value) {
    return value instanceof TorchTensor || value instanceof UnreadTensor;
  }

  private void arriveAt(@Nullable Node parent, String name, PickleValue value) {
    boolean container = value instanceof Dict || value instanceof Items || value instanceof Tuple;
    int depth = parent == null ? 0 : parent.depth + 1;
    if (!container || depth > DEEPEST) {
      return;
    }
    if (!memory.take(NODE)) {
      throw memory.exceeded(place);
    }
    Node node = new Node(parent, name, value, depth);
    Boolean known = seen.get(value);
    if (known == null) {
      known = value instanceof Dict dict && hasTensors(dict);
      seen.put(value, known);
      waiting.add(node);
    }
    if (known) {
      found.add(node);
    }
  }

  private void lookInto(Node node) {
    if (node.value instanceof Dict dict) {
      dict.entries()
          .forEach(
              (name, value) -> {
                if (name instanceof String text) {
                  arriveAt(node, text, value);
                }
              });
      return;
    }
    List<PickleValue> items =
        node.value instanceof Items list ? list.values() : ((Tuple) node.value).items();
    for (int i = 0; i < items.size(); i++) {
      if (!isTensor(items.get(i))) {
        arriveAt(node, Integer.toString(i), items.get(i));
      }
    }
  }

  private static boolean hasTensors(Dict dict) {
    return dict.entries().entrySet().stream()
        .anyMatch(e -> e.getKey() instanceof String && isTensor(e.getValue()));
  }
}
