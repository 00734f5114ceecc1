package dev.signet.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Copies of a network's weights, to go back to. A copy never changes; holders that share one have a
 * handle each, and only when the last of them is closed is its memory that of the next copy. All
 * memory belongs to this: {@link #close} frees it. Not safe for use by several threads.
 */
public final class WeightCopies implements AutoCloseable {
  private final PointerScope owner;
  private final Map<String, Tensor> originals;
  private final List<Memory> memories = new ArrayList<>();

  private WeightCopies(Map<String, Tensor> originals, PointerScope owner) {
    this.originals = originals;
    this.owner = owner;
  }

  /** Copies of all parameters and buffers. Made outside of any step's scope. */
  public static WeightCopies of(ResNet net) {
    return of(() -> ModelState.tensors(net));
  }

  /** Copies of the buffers alone: the running statistics of batch norm. */
  public static WeightCopies ofBuffers(ResNet net) {
    return of(() -> ModelState.buffers(net));
  }

  private static WeightCopies of(Supplier<Map<String, Tensor>> originals) {
    try (PointerScope owner = new PointerScope()) {
      WeightCopies copies = new WeightCopies(originals.get(), owner);
      owner.extend(); // outlives this block: close() of the copies frees what was made in it
      return copies;
    }
  }

  /** A copy of what the network holds now. */
  public Copy take() {
    for (Memory memory : memories) {
      if (memory.holders == 0) {
        copy(originals, memory.tensors);
        return new Copy(memory);
      }
    }
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Memory memory = new Memory(scope);
      originals.forEach((name, tensor) -> memory.tensors.put(name, tensor.clone()));
      scope.extend(); // as above
      memories.add(memory);
      return new Copy(memory);
    }
  }

  /** Frees the memory that no copy is in; else it waits for the next copy. */
  public void trim() {
    memories.stream().filter(memory -> memory.holders == 0).forEach(memory -> memory.scope.close());
    memories.removeIf(memory -> memory.holders == 0);
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
    memories.forEach(memory -> memory.scope.close());
    memories.clear();
    owner.close();
  }

  /** Where a copy is, and how many hold it. */
  private static final class Memory {
    private final PointerScope scope;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private int holders;

    Memory(PointerScope scope) {
      this.scope = scope;
    }
  }

  /**
   * One holder's handle of a copy. Good until it is closed; closing it twice is closing it once.
   */
  public final class Copy implements AutoCloseable {
    private final Memory memory;
    private boolean open = true;

    private Copy(Memory memory) {
      this.memory = memory;
      memory.holders++;
    }

    /** A handle of the same copy for another holder. */
    public Copy share() {
      return new Copy(held());
    }

    /** A copy of what the network holds now in place of this one, which is closed. */
    public Copy renew() {
      close();
      return take();
    }

    /** Whether another holder has a handle of the same copy. */
    public boolean isShared() {
      return held().holders > 1;
    }

    /** Gives the network back what is in the copy. */
    public void restore() {
      copy(held().tensors, originals);
    }

    /** The tensors by name, to look into. */
    public Map<String, Tensor> tensors() {
      return Collections.unmodifiableMap(held().tensors);
    }

    private Memory held() {
      if (!open) {
        throw new IllegalStateException("the copy of the weights was closed");
      }
      return memory;
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        memory.holders--;
      }
    }
  }
}
