package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.ArrayGroup;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.MemoryBudget;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.PickleValue.Dict;
import dev.signet.statedict.pytorch.PickleValue.Foreign;
import dev.signet.statedict.pytorch.TensorDicts.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The state dicts of a file of {@code torch.save}. For use by one thread. */
public final class TorchContents {
  private static final List<String> USUAL_KEYS =
      List.of("state_dict", "model_state_dict", "model", "net");

  private static final String PREFIX = "module.";
  private static final String SAVING = "in Python, torch.save(model.state_dict(), 'weights.pth')";
  private static final int SHOWN = 10;

  private final FileBytes file;
  private final TorchArchive archive;
  private final List<ArrayGroup> groups = new ArrayList<>();

  private TorchContents(FileBytes file, TorchArchive archive) {
    this.file = file;
    this.archive = archive;
  }

  static TorchContents open(FileBytes file) {
    CopyBudget budget = new CopyBudget(file);
    MemoryBudget memory = new MemoryBudget(file);
    TorchArchive archive = TorchArchive.open(file, budget, memory);
    TorchContents contents = new TorchContents(file, archive);
    PickleValue root = archive.root();
    List<Node> nodes = TensorDicts.in(root, memory, archive.place());
    if (root instanceof Dict dict && dict.entries().isEmpty() && dict.otherKeys() == 0) {
      nodes = List.of(new Node(null, "", root, 0));
    }
    if (nodes.isEmpty()) {
      throw contents.nothing(root);
    }
    IdentityHashMap<PickleValue, Map<String, ArrayGroup.Entry>> described = new IdentityHashMap<>();
    for (Node node : nodes) {
      Map<String, ArrayGroup.Entry> entries =
          described.computeIfAbsent(node.value(), dict -> entries((Dict) dict));
      contents.groups.add(new TorchGroup(file, archive, budget, node, entries));
    }
    return contents;
  }

  private static Map<String, ArrayGroup.Entry> entries(Dict dict) {
    Map<String, ArrayGroup.Entry> entries = new LinkedHashMap<>();
    dict.entries()
        .forEach(
            (name, value) -> {
              if (name instanceof String text) {
                entries.put(text, TorchGroup.describe(value));
              }
            });
    return entries;
  }

  private MalformedFileException nothing(PickleValue root) {
    if (root instanceof Foreign foreign) {
      return file.malformed(
          archive.place(),
          "holds a whole object of %s, which only Python can make; expected a state_dict: %s"
              .formatted(foreign.kind(), SAVING));
    }
    if (!(root instanceof Dict dict)) {
      return file.malformed(
          archive.place(),
          "holds %s; expected a state_dict or a dict with one: %s".formatted(root.kind(), SAVING));
    }
    boolean foreign = dict.entries().values().stream().anyMatch(Foreign.class::isInstance);
    String some =
        dict.entries().entrySet().stream()
            .limit(SHOWN)
            .map(entry -> TorchGroup.described(entry.getKey().toString(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return file.malformed(
        archive.place(),
        "has no tensors under any key; expected a state_dict, but there is: %s%s"
            .formatted(some, foreign ? "; " + SAVING : ""));
  }

  /** All of them, the ones nearest to the top first; at least one. */
  public List<ArrayGroup> groups() {
    return List.copyOf(groups);
  }

  /**
   * Reads one of them: the one of that key; or one under a usual key, the one at the top, or the
   * only one.
   *
   * @throws MalformedFileException if there is none of that key, one is damaged, or it is not clear
   *     which one is meant
   */
  public TorchCheckpoint checkpoint(Optional<String> key) {
    ArrayGroup group = key.map(this::named).orElseGet(this::usual);
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    group
        .entries()
        .forEach(
            (name, entry) -> {
              if (entry.array()) {
                arrays.put(name, group.read(name));
              }
            });
    boolean prefixed =
        !arrays.isEmpty() && arrays.keySet().stream().allMatch(it -> it.startsWith(PREFIX));
    List<NamedArray> named =
        arrays.values().stream()
            .map(it -> prefixed ? it.renamed(it.name().substring(PREFIX.length())) : it)
            .toList();
    return new TorchCheckpoint(StateDict.of(named), group.key(), group.beside(), prefixed);
  }

  private ArrayGroup named(String key) {
    return groups.stream()
        .filter(group -> group.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                file.malformed(
                    archive.place(),
                    "has no tensors under '%s'; expected one of these keys (--key): %s"
                        .formatted(key, keys())));
  }

  private ArrayGroup usual() {
    for (String key : USUAL_KEYS) {
      for (ArrayGroup group : groups) {
        if (group.key().equals(key)) {
          return group;
        }
      }
    }
    if (groups.size() == 1 || groups.get(0).key().isEmpty()) {
      return groups.get(0);
    }
    throw file.malformed(
        archive.place(),
        "has tensors under several keys: %s; expected one of them (--key)".formatted(keys()));
  }

  private String keys() {
    String some =
        groups.stream()
            .limit(SHOWN)
            .map(group -> group.key().isEmpty() ? "the top" : group.key())
            .collect(Collectors.joining(", "))
            .replaceAll("\\p{Cntrl}", "?");
    return groups.size() > SHOWN ? some + Text.of(" and %d more", groups.size() - SHOWN) : some;
  }
}
