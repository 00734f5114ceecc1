package dev.signet.spark.group;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.VoidTensorHook;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The gradients of a network on their way to the other workers: the last layers first, in whose
 * order they are made, and so many together that a message is worth its latency. A bucket leaves
 * when the first gradient of the next one is there, while the backward pass goes on. All workers
 * send the same buckets in the same order.
 */
final class Buckets implements AutoCloseable {
  /** Bytes that are sent together, as in PyTorch's own: less is latency, more waits for memory. */
  private static final long BYTES = 25L << 20;

  private final PointerScope owner;
  private final Function<Tensor, Work> send;
  private final Tensor share; // of a worker in the mean, []
  private final List<Bucket> buckets;
  private final List<Hook> hooks;
  private final List<Work> sent = new ArrayList<>();

  /** Parameters, and the places of their gradients in the memory that is sent. */
  private record Bucket(List<Tensor> parameters, Tensor flat, List<Tensor> places) {}

  /** Keeps its own hold of a parameter, whose network may be gone when the hook is removed. */
  private record Hook(Tensor parameter, int id) {}

  private Buckets(
      PointerScope owner, List<Bucket> buckets, int workers, Function<Tensor, Work> send) {
    this.owner = owner;
    this.buckets = buckets;
    this.send = send;
    this.share = torch.scalar_tensor(new Scalar(1.0 / workers));
    VoidTensorHook next =
        new VoidTensorHook() {
          @Override
          public void call(TensorBase gradient) {
            sendWhole();
          }
        };
    this.hooks =
        buckets.stream()
            .skip(1)
            .map(bucket -> bucket.parameters.get(0))
            .map(first -> new Hook(first, first.register_hook(next)))
            .toList();
  }

  /**
   * Listens for the gradients of these parameters.
   *
   * @param parameters in the order of the forward pass; frozen ones are passed over, by all workers
   * @param type of the numbers that are sent
   * @param send begins to sum a tensor up over all workers, in place; the buckets let go of it
   */
  static Buckets of(
      TensorVector parameters, ScalarType type, int workers, Function<Tensor, Work> send) {
    try (PointerScope owner = new PointerScope()) {
      List<Bucket> buckets =
          divide(parameters, type).stream().map(each -> bucket(each, type)).toList();
      Buckets made = new Buckets(owner, buckets, workers, send);
      owner.extend(); // outlives this block
      return made;
    }
  }

  private static List<List<Tensor>> divide(TensorVector parameters, ScalarType type) {
    List<List<Tensor>> buckets = new ArrayList<>();
    long room = 0;
    for (long i = parameters.size() - 1; i >= 0; i--) {
      Tensor parameter = new Tensor(parameters.get(i));
      if (!parameter.requires_grad()) {
        continue;
      }
      if (room <= 0) {
        buckets.add(new ArrayList<>());
        room = BYTES;
      }
      buckets.get(buckets.size() - 1).add(parameter);
      room -= parameter.numel() * torch.elementSize(type);
    }
    return buckets;
  }

  /** Gradients lie in it as their parameters do: to copy them is to copy bytes. */
  private static Bucket bucket(List<Tensor> parameters, ScalarType type) {
    long numbers = parameters.stream().mapToLong(Tensor::numel).sum();
    TensorOptions there =
        new TensorOptions(type).device(new DeviceOptional(parameters.get(0).device()));
    Tensor flat = torch.empty(new long[] {numbers}, there, new MemoryFormatOptional());
    List<Tensor> places = new ArrayList<>();
    long at = 0;
    for (Tensor parameter : parameters) {
      places.add(flat.as_strided(parameter.sizes(), parameter.strides(), new LongOptional(at)));
      at += parameter.numel();
    }
    return new Bucket(parameters, flat, places);
  }

  /**
   * Gradients come one by one: one more bucket may be whole, and never one before another. On CUDA
   * the hooks run on a thread of autograd's, for which the one that trains waits.
   */
  private void sendWhole() {
    try (PointerScope scope = new PointerScope()) {
      while (sent.size() < buckets.size() && isWhole(buckets.get(sent.size()))) {
        Bucket bucket = buckets.get(sent.size());
        pack(bucket);
        sent.add(send.apply(bucket.flat));
      }
    }
  }

  private static boolean isWhole(Bucket bucket) {
    return bucket.parameters.stream().allMatch(parameter -> parameter.grad().defined());
  }

  /** Divided before they are summed up: in 16 bits a sum keeps fewer digits than a mean. */
  private void pack(Bucket bucket) {
    try (NoGradGuard noGrad = new NoGradGuard()) {
      for (int i = 0; i < bucket.places.size(); i++) {
        torch.mul_out(bucket.places.get(i), bucket.parameters.get(i).grad(), share);
      }
    }
  }

  /**
   * All gradients are there; afterwards they are the means over all workers.
   *
   * @param await returns when a bucket has come back
   */
  void finish(Consumer<Work> await) {
    sendWhole();
    for (int i = 0; i < sent.size(); i++) {
      await.accept(sent.get(i));
      unpack(buckets.get(i));
    }
    letGoOfSent();
  }

  private void letGoOfSent() {
    sent.forEach(Work::releaseReference);
    sent.clear();
  }

  private static void unpack(Bucket bucket) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      for (int i = 0; i < bucket.places.size(); i++) {
        bucket.parameters.get(i).grad().copy_(bucket.places.get(i));
      }
    }
  }

  @Override
  public void close() {
    letGoOfSent();
    hooks.forEach(hook -> hook.parameter.remove_hook(hook.id));
    owner.close();
  }
}
