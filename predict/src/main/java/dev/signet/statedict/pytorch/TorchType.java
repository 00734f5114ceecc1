package dev.signet.statedict.pytorch;

import dev.signet.statedict.DType;

/** An element type that a pickle names, as a dtype or as the class of a storage. */
record TorchType(DType dtype) implements PickleValue {
  @Override
  public String kind() {
    return "type " + dtype.label();
  }
}
