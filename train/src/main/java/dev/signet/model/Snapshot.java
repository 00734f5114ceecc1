package dev.signet.model;

import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * A copy of a network's parameters and buffers beside it, to go back to. It owns the copy: {@link
 * #close} frees it. Not safe for use by several threads.
 */
public final class Snapshot implements AutoCloseable {
  private final PointerScope owner;
  private final Map<String, Tensor> originals;
  private final Map<String, Tensor> copies = new LinkedHashMap<>();

  private Snapshot(Map<String, Tensor> originals, PointerScope owner) {
    this.owner = owner;
    this.originals = originals;
    originals.forEach((name, tensor) -> copies.put(name, tensor.clone()));
  }

  /** A copy of what the network holds now. */
  public static Snapshot of(ResNet net) {
    return of(() -> ModelState.tensors(net));
  }

  /** A copy of the buffers alone: the running statistics of batch norm. */
  public static Snapshot ofBuffers(ResNet net) {
    return of(() -> ModelState.buffers(net));
  }

  private static Snapshot of(Supplier<Map<String, Tensor>> originals) {
    try (PointerScope owner = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Snapshot snapshot = new Snapshot(originals.get(), owner);
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

  /** The copies by name; they belong to the snapshot. */
  public Map<String, Tensor> tensors() {
    return Collections.unmodifiableMap(copies);
  }

  private static void copy(Map<String, Tensor> from, Map<String, Tensor> to) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Iterator<Tensor> target = to.values().iterator();
      from.values().forEach(source -> target.next().copy_(source));
    }
  }

  @Override
  public void close() {
    owner.close();
  }
}
