package dev.signet.statedict.pytorch;

import dev.signet.statedict.DType;

/**
 * A tensor as a pickle describes it: a type, and a view of a storage. Not checked yet.
 *
 * @param negative whether its elements are the storage's with the other sign, as PyTorch keeps the
 *     imaginary part of a conjugate
 * @param place where it is described, for messages
 */
record TorchTensor(
    TorchStorage storage, DType dtype, StridedView view, boolean negative, String place)
    implements PickleValue {
  @Override
  public String kind() {
    return "tensor";
  }
}
