package dev.signet.statedict.pytorch;

import dev.signet.statedict.DType;
import java.util.Optional;

/**
 * An element type that a pickle names, as a dtype or as the class of a storage.
 *
 * @param label PyTorch's name: {@code float32}, {@code complex64}
 * @param size bytes of one element
 * @param dtype ours; empty if no array here can have it
 */
record TorchType(String label, int size, Optional<DType> dtype) implements PickleValue {
  static TorchType of(DType dtype) {
    return new TorchType(dtype.label(), dtype.size(), Optional.of(dtype));
  }

  /** A type whose storages are known, so that they can be passed over. */
  static TorchType unread(String label, int size) {
    return new TorchType(label, size, Optional.empty());
  }

  @Override
  public String kind() {
    return "type " + label;
  }
}
