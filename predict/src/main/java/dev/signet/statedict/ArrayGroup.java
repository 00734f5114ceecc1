package dev.signet.statedict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the state dicts that a file holds, described: what its arrays are is known, and their
 * bytes are looked at one by one when they are asked for. For use by one thread.
 */
public interface ArrayGroup {
  /** Where in the file it is: keys, joined by dots; empty at the top. */
  String key();

  /** What is in it, by name and in order, whether it is an array or not. */
  Map<String, Entry> entries();

  /** What else the file holds: key and kind, such as {@code epoch (int)}. */
  List<String> beside();

  /**
   * The array of that name.
   *
   * @throws MalformedFileException if it is damaged, or something else than an array that can be
   *     read
   */
  NamedArray read(String name);

  /**
   * What is under a name.
   *
   * @param kind Python's name for its type, for messages
   * @param array false if it is no tensor at all
   * @param dtype its element type; empty if it cannot be read
   * @param shape its sizes, where they are known
   */
  record Entry(String kind, boolean array, Optional<DType> dtype, Optional<List<Long>> shape) {
    /** An array that can be read. */
    public static Entry of(DType dtype, List<Long> shape) {
      return new Entry(dtype.label(), true, Optional.of(dtype), Optional.of(shape));
    }
  }

  /** The whole of a state dict that was read already. */
  static ArrayGroup of(StateDict state) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    state.arrays().forEach(it -> entries.put(it.name(), Entry.of(it.dtype(), it.shape())));
    return new ArrayGroup() {
      @Override
      public String key() {
        return "";
      }

      @Override
      public Map<String, Entry> entries() {
        return entries;
      }

      @Override
      public List<String> beside() {
        return List.of();
      }

      @Override
      public NamedArray read(String name) {
        return state.get(name);
      }
    };
  }
}
