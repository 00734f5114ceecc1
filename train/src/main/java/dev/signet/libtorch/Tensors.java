package dev.signet.libtorch;

import dev.signet.Text;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Arrays to tensors and back, without a buffer between them that would wait for the garbage
 * collector and, in the middle of libtorch's memory, keep what is freed around it apart. Tensors
 * belong to the caller's {@code PointerScope}. Safe for use by many threads.
 */
public final class Tensors {
  private Tensors() {}

  /**
   * Does what makes a tensor, and lets go at once of all else that was made on the way: a handle
   * that lives on keeps its memory, long after autograd has no more use for it.
   *
   * @param work whose result is not what an operator in place returned: that is a second handle of
   *     a tensor that is let go
   * @return the tensor; it belongs to the caller's scope
   */
  public static Tensor only(Supplier<Tensor> work) {
    PointerScope outer = PointerScope.getInnerScope();
    try (PointerScope inner = new PointerScope()) {
      Tensor result = work.get();
      if (outer == null) {
        result.retainReference();
      } else {
        outer.attach(result);
      }
      inner.detach(result); // not before: the last one to let go frees it
      return result;
    }
  }

  /**
   * A tensor over the buffer's memory, not a copy: the buffer must outlive it.
   *
   * @param data a direct buffer; its content from 0 to its limit is used
   */
  public static Tensor over(ByteBuffer data, ScalarType type, long... shape) {
    long needed = torch.elementSize(type);
    for (long side : shape) {
      needed = Math.multiplyExact(needed, side);
    }
    if (data.limit() < needed) { // libtorch would read what lies behind
      throw new IllegalArgumentException(
          Text.of(
              "a tensor %s of %s needs %d bytes but has %d",
              Arrays.toString(shape), type, needed, data.limit()));
    }
    BytePointer pointer = new BytePointer(data.duplicate().rewind());
    return torch.from_blob(pointer, shape, new TensorOptions(type));
  }

  /** A tensor that owns a copy of the buffer's content, whatever kind of buffer it is. */
  public static Tensor copyOf(ByteBuffer data, ScalarType type, long... shape) {
    if (data.isDirect()) {
      return over(data, type, shape).clone();
    }
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    Tensor copy = empty(type, shape);
    if (bytes.length != copy.numel() * copy.element_size()) {
      throw new IllegalArgumentException(
          Text.of(
              "a tensor %s of %s cannot hold %d bytes",
              Arrays.toString(shape), type, bytes.length));
    }
    if (bytes.length > 0) {
      new BytePointer(copy.data_ptr()).put(bytes);
    }
    return copy;
  }

  /** A tensor of class indices, {@code [n]} int64. */
  public static Tensor labels(long[] labels) {
    Tensor tensor = empty(ScalarType.Long, labels.length);
    if (labels.length > 0) { // without elements there is no address either
      tensor.data_ptr_long().put(labels);
    }
    return tensor;
  }

  /** A tensor that owns a copy of the values. */
  public static Tensor floats(float[] values, long... shape) {
    Tensor tensor = empty(ScalarType.Float, shape);
    if (tensor.numel() != values.length) {
      throw new IllegalArgumentException(
          Text.of("a tensor %s cannot hold %d values", Arrays.toString(shape), values.length));
    }
    if (values.length > 0) {
      tensor.data_ptr_float().put(values);
    }
    return tensor;
  }

  /** The same on the device that another tensor is on. */
  public static Tensor floatsBeside(Tensor other, float[] values, long... shape) {
    return floats(values, shape).to(other.device(), ScalarType.Float);
  }

  private static Tensor empty(ScalarType type, long... shape) {
    return torch.empty(shape, new TensorOptions(type), new MemoryFormatOptional());
  }

  /** The tensor's values in row-major order. */
  public static float[] floats(Tensor tensor) {
    Tensor flat = tensor.detach().to(ScalarType.Float).cpu().contiguous();
    float[] values = new float[Math.toIntExact(flat.numel())];
    if (values.length > 0) { // without elements there is no address either
      flat.data_ptr_float().get(values);
    }
    return values;
  }

  /** The tensor's bytes in row-major, little-endian order, copied into a new direct buffer. */
  public static ByteBuffer bytes(Tensor tensor) {
    Tensor flat = tensor.detach().cpu().contiguous();
    long size = flat.numel() * flat.element_size();
    ByteBuffer copy =
        ByteBuffer.allocateDirect(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    if (size > 0) {
      Pointer.memcpy(new BytePointer(copy), flat.data_ptr(), size);
    }
    return copy;
  }

  /**
   * The tensor's bytes in row-major, little-endian order: its own memory where it lies so, else a
   * copy that belongs to the caller's {@code PointerScope}. Good as long as both live.
   */
  public static ByteBuffer view(Tensor tensor) {
    Tensor flat = tensor.detach().cpu().contiguous();
    int size = Math.toIntExact(flat.numel() * flat.element_size());
    if (size == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    return new BytePointer(flat.data_ptr())
        .capacity(size)
        .asByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * How many of the logits' largest entries stand at their label: {@code [n, k]} and {@code [n]}.
   */
  public static int countCorrect(Tensor logits, Tensor labels) {
    return Math.toIntExact(torch.max(logits, 1).get1().eq(labels).sum().item_long());
  }
}
