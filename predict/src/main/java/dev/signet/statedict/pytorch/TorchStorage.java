package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.pytorch.PickleValue.Opaque;

/**
 * A flat run of elements that tensors look into, kept outside the pickle.
 *
 * @param type the type of its elements; uint8 for an untyped storage
 * @param key its name: of a ZIP entry, or in the legacy format's list
 * @param count how many elements it has
 */
record TorchStorage(TorchType type, String key, long count) implements PickleValue {
  /** From a persistent id: ('storage', class, key, location, count[, view]). */
  static TorchStorage of(Arguments id) {
    id.requireCount(5, 6);
    if (!id.text(0).equals("storage")) {
      throw id.in()
          .error("a persistent id is of kind '%s'; expected storage".formatted(id.text(0)));
    }
    if (id.count() == 6 && !(id.get(5) instanceof Opaque none && none.kind().equals("None"))) {
      throw id.in().error("a storage is a view of another; expected none");
    }
    TorchType type = id.get(1, TorchType.class, "a storage class");
    long count = id.integer(4);
    if (count < 0 || count > Long.MAX_VALUE / type.size()) {
      throw id.in()
          .error(
              Text.of("storage %s has %d elements; expected 0 to 2^63 bytes", id.text(2), count));
    }
    return new TorchStorage(type, id.text(2), count);
  }

  long byteCount() {
    return count * type.size();
  }

  @Override
  public String kind() {
    return "storage";
  }

  /** For messages: {@code storage 0 (4 x float32)}. */
  @Override
  public String toString() {
    return Text.of("storage %s (%d x %s)", key, count, type.label());
  }
}
