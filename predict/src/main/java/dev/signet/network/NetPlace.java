package dev.signet.network;

import dev.signet.Text;
import dev.signet.config.Architecture;
import dev.signet.statedict.ArrayGroup;
import dev.signet.statedict.ArrayGroup.Entry;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where in a file a network is.
 *
 * @param group the state dict that its arrays are in
 * @param prefix what stands before their names; empty if nothing does
 * @param architecture the network that they fit
 * @param others prefixes of other networks in the same state dict
 */
public record NetPlace(
    ArrayGroup group, String prefix, Architecture architecture, Set<String> others) {
  private static final int SHOWN = 8;
  private static final int LONGEST_NAME = 100;

  /** Copies the set. */
  public NetPlace {
    others = Set.copyOf(others);
  }

  NetPlace of(ArrayGroup other) {
    return new NetPlace(other, prefix, architecture, others);
  }

  /** The same place, with the prefixes of all places in its state dict. */
  NetPlace beside(Set<String> all) {
    Set<String> longer = new HashSet<>(all);
    longer.removeIf(other -> other.equals(prefix) || !other.startsWith(prefix));
    return new NetPlace(group, prefix, architecture, longer);
  }

  /** Whether all layers below the head are there, and no other ones between them. */
  boolean isComplete() {
    Map<String, Entry> entries = group.entries();
    Set<String> expected = new HashSet<>();
    for (ExpectedArray array : ExpectedArray.of(architecture, 1)) {
      expected.add(array.name());
      if (array.isOfHead()) {
        continue;
      }
      Entry entry = entries.get(prefix + array.name());
      boolean fits = entry == null ? array.isCounter() : NetSearch.fits(entry, array);
      if (!fits) {
        return false;
      }
    }
    Set<String> modules = ExpectedArray.backboneModules(architecture.layout());
    return entries.entrySet().stream()
        .filter(it -> it.getValue().array() && it.getKey().startsWith(prefix))
        .map(it -> it.getKey().substring(prefix.length()))
        .noneMatch(
            name -> !expected.contains(name) && modules.contains(ExpectedArray.module(name)));
  }

  /** How many layers below the head fit. */
  int matching() {
    int matching = 0;
    for (ExpectedArray array : ExpectedArray.of(architecture, 1)) {
      Entry entry = group.entries().get(prefix + array.name());
      if (!array.isOfHead() && entry != null && entry.array() && NetSearch.fits(entry, array)) {
        matching++;
      }
    }
    return matching;
  }

  /** Whether it has a last layer that tells classes apart, under the name that Signet gives it. */
  public boolean headed() {
    Entry weight = group.entries().get(prefix + ExpectedArray.HEAD_WEIGHT);
    Entry bias = group.entries().get(prefix + ExpectedArray.HEAD_BIAS);
    return weight != null
        && bias != null
        && weight.shape().filter(it -> it.size() == 2).isPresent()
        && bias.shape().equals(weight.shape().map(it -> it.subList(0, 1)));
  }

  /** How a user names it: the keys that lead to it and the prefix, joined by dots. */
  public String label() {
    String end = prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix;
    String dot = group.key().isEmpty() || end.isEmpty() ? "" : ".";
    String label = group.key() + dot + end;
    return label.isEmpty() ? "." : label;
  }

  /** For messages: {@code model_ema (resnet18)}. */
  String describe() {
    return "%s (%s)".formatted(printable(label()), architecture.describe());
  }

  /** Its arrays and what else is behind the same prefix, without it. */
  public StateDict read() {
    List<NamedArray> arrays = new ArrayList<>();
    Set<String> expected =
        ExpectedArray.of(architecture, 1).stream()
            .map(ExpectedArray::name)
            .collect(Collectors.toSet());
    group
        .entries()
        .forEach(
            (name, entry) -> {
              if (isOurs(name)) {
                String own = name.substring(prefix.length());
                if (entry.dtype().isPresent() || expected.contains(own)) {
                  arrays.add(group.read(name).renamed(own));
                }
              }
            });
    return StateDict.of(arrays);
  }

  private boolean isOurs(String name) {
    return name.startsWith(prefix) && others.stream().noneMatch(name::startsWith);
  }

  /** How it was got at, one sentence each: the key, what was passed over, the prefix. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!group.key().isEmpty()) {
      remarks.add("the state_dict lies under '%s'".formatted(printable(group.key())));
    }
    List<String> beside = group.beside();
    if (!beside.isEmpty()) {
      remarks.add("passed over: " + String.join(", ", beside));
    }
    List<String> left = leftOver();
    if (!prefix.isEmpty()) {
      remarks.add(
          left.isEmpty()
              ? "the prefix '%s' was taken off all names".formatted(printable(prefix))
              : "the prefix '%s' was taken off, and this was left over: %s"
                  .formatted(printable(prefix), some(left)));
    } else if (!left.isEmpty()) {
      remarks.add("left over: " + some(left));
    }
    return remarks;
  }

  /** Arrays of the same state dict that are not read. */
  private List<String> leftOver() {
    List<String> left = new ArrayList<>();
    group
        .entries()
        .forEach(
            (name, entry) -> {
              if (entry.array() && (entry.dtype().isEmpty() || !isOurs(name))) {
                left.add(
                    "%s %s"
                        .formatted(
                            printable(name),
                            entry.dtype().isEmpty() ? entry.kind() : entry.shape().orElseThrow()));
              }
            });
    return left;
  }

  private static String some(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() > SHOWN ? first + Text.of(" and %d more", names.size() - SHOWN) : first;
  }

  /** Names come from the file and go to a terminal. */
  static String printable(String name) {
    String part = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "..." : name;
    return part.replaceAll("\\p{Cntrl}", "?");
  }
}
