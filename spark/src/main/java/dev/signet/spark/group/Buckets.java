package dev.signet.spark.group;

import dev.signet.libtorch.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorBase;
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
  private final ScalarType type;
  private final int workers;
  private final Function<Tensor, Work> send;
  private final List<List<Tensor>> buckets;
  private final List<Hook> hooks;
  private final List<Sent> sent = new ArrayList<>();

  /** Keeps its own hold of a parameter, whose network may be gone when the hook is removed. */
  private record Hook(Tensor parameter, int id) {}

  private record Sent(List<Tensor> parameters, Tensor flat, Work work) {}

  private Buckets(
      PointerScope owner,
      List<List<Tensor>> buckets,
      ScalarType type,
      int workers,
      Function<Tensor, Work> send) {
    this.owner = owner;
    this.buckets = buckets;
    this.type = type;
    this.workers = workers;
    this.send = send;
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
            .map(bucket -> bucket.get(0))
            .map(first -> new Hook(first, first.register_hook(next)))
            .toList();
  }

  /**
   * Listens for the gradients of these parameters.
   *
   * @param parameters in the order of the forward pass; frozen ones are passed over, by all workers
   * @param type of the numbers that are sent
   * @param send begins to sum a tensor up over all workers, in place
   */
  static Buckets of(
      TensorVector parameters, ScalarType type, int workers, Function<Tensor, Work> send) {
    try (PointerScope owner = new PointerScope()) {
      Buckets made = new Buckets(owner, divide(parameters, type), type, workers, send);
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

  /** Gradients come one by one: one more bucket may be whole, and never one before another. */
  private void sendWhole() {
    while (sent.size() < buckets.size() && isWhole(buckets.get(sent.size()))) {
      List<Tensor> bucket = buckets.get(sent.size());
      try (NoGradGuard noGrad = new NoGradGuard()) {
        Tensor flat = Tensors.only(() -> flat(bucket));
        sent.add(new Sent(bucket, flat, send.apply(flat)));
      }
    }
  }

  private static boolean isWhole(List<Tensor> bucket) {
    return bucket.stream().allMatch(parameter -> parameter.grad().defined());
  }

  /** Divided before they are summed up: in 16 bits a sum keeps fewer digits than a mean. */
  private Tensor flat(List<Tensor> bucket) {
    TensorVector parts = new TensorVector();
    bucket.forEach(parameter -> parts.push_back(parameter.grad().reshape(-1)));
    return torch.cat(parts, 0).mul(new Scalar(1.0 / workers)).to(type); // [n]
  }

  /**
   * All gradients are there; afterwards they are the means over all workers.
   *
   * @param await returns when a bucket has come back
   */
  void finish(Consumer<Work> await) {
    sendWhole();
    try (NoGradGuard noGrad = new NoGradGuard()) {
      for (Sent bucket : sent) {
        await.accept(bucket.work);
        scatter(bucket);
      }
    }
    sent.clear();
  }

  private static void scatter(Sent bucket) {
    long at = 0;
    for (Tensor parameter : bucket.parameters) {
      Tensor gradient = parameter.grad();
      gradient.copy_(bucket.flat.narrow(0, at, gradient.numel()).view_as(gradient));
      at += gradient.numel();
    }
  }

  @Override
  public void close() {
    hooks.forEach(hook -> hook.parameter.remove_hook(hook.id));
    owner.close();
  }
}
