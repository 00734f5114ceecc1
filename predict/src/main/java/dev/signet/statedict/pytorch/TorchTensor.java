package dev.signet.statedict.pytorch;

import dev.signet.statedict.DType;

/**
 * A tensor as a pickle describes it: a type, and a view of a storage. Not checked yet.
 *
 * @param place where it is described, for messages
 */
record TorchTensor(TorchStorage storage, DType dtype, StridedView view, String place)
    implements PickleValue {
  @Override
  public String kind() {
    return "tensor";
  }
}
