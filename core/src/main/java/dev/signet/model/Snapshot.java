package dev.signet.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * A copy of a network's parameters and buffers beside it, to go back to. It owns the copy: {@link
 * #close} frees it. Not safe for use by several threads.
 */
public final class Snapshot implements AutoCloseable {
  private final PointerScope owner;
  private final List<Tensor> originals;
  private final List<Tensor> copies = new ArrayList<>();

  private Snapshot(ResNet net, PointerScope owner) {
    this.owner = owner;
    originals = List.copyOf(ModelState.tensors(net).values());
    originals.forEach(tensor -> copies.add(tensor.detach().clone()));
  }

  /** A copy of what the network holds now. */
  public static Snapshot of(ResNet net) {
    try (PointerScope owner = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Snapshot snapshot = new Snapshot(net, owner);
      owner.extend(); // outlives this block: close() of the snapshot frees what was made in it
      return snapshot;
    }
  }

  /** Takes over what the network holds now. */
  public void update() {
    copy(originals, copies);
  }

  /** Gives the network back what it held at the last {@link #update}. */
  public void restore() {
    copy(copies, originals);
  }

  private static void copy(List<Tensor> from, List<Tensor> to) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      for (int i = 0; i < from.size(); i++) {
        to.get(i).copy_(from.get(i));
      }
    }
  }

  @Override
  public void close() {
    owner.close();
  }
}
