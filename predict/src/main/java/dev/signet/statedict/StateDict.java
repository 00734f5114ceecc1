package dev.signet.statedict;

import dev.signet.SignetException;
import dev.signet.Text;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a network has learned: arrays by name, in the order in which they were registered, as
 * PyTorch's {@code state_dict()} gives them.
 *
 * <p>Immutable, and safe for use by many threads as long as nobody writes into the arrays' bytes.
 */
public final class StateDict {
  private final Map<String, NamedArray> arrays;
  private final SortedMap<String, String> metadata;

  private StateDict(Map<String, NamedArray> arrays, SortedMap<String, String> metadata) {
    this.arrays = Collections.unmodifiableMap(arrays);
    this.metadata = Collections.unmodifiableSortedMap(metadata);
  }

  /**
   * The given arrays in the given order.
   *
   * @throws SignetException if two have the same name
   */
  public static StateDict of(Collection<NamedArray> arrays) {
    return of(arrays, Map.of());
  }

  /**
   * The given arrays in the given order, with notes for a format that can keep them (safetensors).
   *
   * @throws SignetException if two arrays have the same name, or a note is not valid Unicode
   */
  public static StateDict of(Collection<NamedArray> arrays, Map<String, String> metadata) {
    Map<String, NamedArray> byName = new LinkedHashMap<>();
    for (NamedArray array : arrays) {
      if (byName.put(array.name(), array) != null) {
        throw new SignetException(
            "the name %s is given to two arrays; names must differ".formatted(array.name()));
      }
    }
    metadata.forEach(StateDict::requireUnicode);
    return new StateDict(byName, new TreeMap<>(metadata));
  }

  private static void requireUnicode(String key, String value) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(key + value)) {
      throw new SignetException("metadata is not valid Unicode: half of a surrogate");
    }
  }

  /** How many arrays there are. */
  public int size() {
    return arrays.size();
  }

  /** The names, in order. */
  public Set<String> names() {
    return arrays.keySet();
  }

  /** The arrays, in order. */
  public Collection<NamedArray> arrays() {
    return arrays.values();
  }

  /** The array of that name, if there is one. */
  public Optional<NamedArray> find(String name) {
    return Optional.ofNullable(arrays.get(name));
  }

  /**
   * The array of that name.
   *
   * @throws SignetException if there is none
   */
  public NamedArray get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new SignetException(
                    Text.of("there is no array %s among the %d arrays", name, size())));
  }

  /** How many bytes the elements of all arrays take. */
  public long byteCount() {
    return arrays.values().stream().mapToLong(NamedArray::byteCount).sum();
  }

  /**
   * Refuses numbers that are none: a network that holds one answers nothing, or always the same.
   *
   * @param where the arrays come from, for the message
   * @throws SignetException if an element is NaN or infinite: the message names the first
   */
  public void requireFinite(String where) {
    List<NotFinite> found =
        arrays.values().stream().map(NotFinite::firstIn).flatMap(Optional::stream).toList();
    if (!found.isEmpty()) {
      String more =
          found.size() == 1 ? "" : Text.of(", and so it is in %d more arrays", found.size() - 1);
      throw new SignetException(
          "%s: %s%s; a network cannot answer with it: its training has failed, take an earlier state of it"
              .formatted(where, found.get(0).toString().replaceAll("\\p{Cntrl}", "?"), more));
    }
  }

  /** Notes kept beside the arrays, by key; empty for a format that cannot keep any. */
  public SortedMap<String, String> metadata() {
    return metadata;
  }
}
