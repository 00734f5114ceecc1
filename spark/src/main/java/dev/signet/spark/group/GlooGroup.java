package dev.signet.spark.group;

import dev.signet.SignetException;
import dev.signet.libtorch.Tensors;
import dev.signet.model.ResNet;
import dev.signet.training.GradientSync;
import dev.signet.training.StepResult;
import dev.signet.training.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.PrefixStore;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch_gloo;

/**
 * Workers that train one network over TCP, by Gloo: gradients are summed up in buckets by a ring,
 * in an order that does not depend on who is faster, so that all workers hold the same bytes. A
 * worker whose process ends is noticed at once by the others, one that only stalls when the time is
 * over. Used by one thread, and closed by it.
 */
public final class GlooGroup implements GradientSync, AutoCloseable {
  /** Bytes that are sent together, as in PyTorch's own: less is latency, more waits for memory. */
  private static final long BUCKET = 25L << 20;

  private static final List<StopReason> REASONS = List.of(StopReason.values());

  private static final long SPIN_NANOS = 200_000;
  private static final long PARK_NANOS = 100_000;

  private final Rendezvous meeting;
  private final PointerScope owner;
  private final ProcessGroupGloo group;
  private final int worker;
  private final int workers;
  private final Runnable alive;
  private boolean broken;
  private boolean closed;

  private GlooGroup(
      Rendezvous meeting, PointerScope owner, ProcessGroupGloo group, Place place, Runnable alive) {
    this.meeting = meeting;
    this.owner = owner;
    this.group = group;
    this.worker = place.worker();
    this.workers = place.workers();
    this.alive = alive;
  }

  /** Its initializer runs once, under the JVM's own lock. */
  private static final class Loaded {
    static {
      Loader.load(torch_gloo.class);
    }

    static void touch() {}
  }

  /**
   * Which one of them a worker is.
   *
   * @param host of this worker, as the others reach it
   * @param worker its number, counted from 0
   * @param workers how many there are
   */
  public record Place(String host, int worker, int workers) {}

  /**
   * Forms the group: returns when all workers are connected with each other.
   *
   * @param meeting where they find each other; closed with the group, or at once if there is none
   * @param connect how long that may take
   * @param stall how long a worker may keep the others waiting in the middle of a training
   * @param alive throws if this worker is to end; asked while it waits
   * @throws SignetException if one cannot be reached
   */
  public static GlooGroup form(
      Rendezvous meeting, Place place, Duration connect, Duration stall, Runnable alive) {
    Loaded.touch();
    try (PointerScope owner = new PointerScope()) {
      ProcessGroupGloo.Options options =
          new ProcessGroupGloo.Options(new Milliseconds(connect.toMillis()));
      options.devices(new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(place.host())));
      ProcessGroupGloo group =
          new ProcessGroupGloo(
              new PrefixStore("signet", meeting.store()), place.worker(), place.workers(), options);
      group.setTimeout(new Milliseconds(stall.toMillis()));
      GlooGroup formed = new GlooGroup(meeting, owner, group, place, alive);
      owner.extend(); // outlives this block
      return formed;
    } catch (RuntimeException e) {
      meeting.close();
      throw new SignetException(
          "worker %s on %s cannot reach all others (%s); the workers need every port between them open"
              .formatted(place.worker(), place.host(), Rendezvous.firstLine(e)),
          e);
    }
  }

  @Override
  public int worker() {
    return worker;
  }

  @Override
  public void reduce(ResNet net) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      List<Bucket> sent = new ArrayList<>();
      for (List<Tensor> gradients : buckets(net)) {
        Tensor flat = flat(gradients);
        sent.add(new Bucket(gradients, flat, group.allreduce(new TensorVector(flat))));
      }
      for (Bucket bucket : sent) {
        await(bucket.work);
        bucket.flat.div_(new Scalar((double) workers));
        scatter(bucket.flat, bucket.gradients);
      }
    }
  }

  private record Bucket(List<Tensor> gradients, Tensor flat, Work work) {}

  /** The last layers first: in this order their gradients were made. */
  private static List<List<Tensor>> buckets(ResNet net) {
    List<List<Tensor>> buckets = new ArrayList<>();
    TensorVector parameters = net.module().parameters(true);
    List<Tensor> next = new ArrayList<>();
    long bytes = 0;
    for (long i = parameters.size() - 1; i >= 0; i--) {
      Tensor gradient = parameters.get(i).grad();
      if (!gradient.defined()) {
        continue; // frozen, by all workers
      }
      next.add(gradient);
      bytes += gradient.numel() * gradient.element_size();
      if (bytes >= BUCKET) {
        buckets.add(next);
        next = new ArrayList<>();
        bytes = 0;
      }
    }
    if (!next.isEmpty()) {
      buckets.add(next);
    }
    return buckets;
  }

  private static Tensor flat(List<Tensor> gradients) {
    TensorVector parts = new TensorVector();
    gradients.forEach(gradient -> parts.push_back(gradient.reshape(-1)));
    return org.bytedeco.pytorch.global.torch.cat(parts, 0); // [n]
  }

  private static void scatter(Tensor flat, List<Tensor> gradients) {
    long at = 0;
    for (Tensor gradient : gradients) {
      long numbers = gradient.numel();
      gradient.copy_(flat.narrow(0, at, numbers).view_as(gradient));
      at += numbers;
    }
  }

  @Override
  public StepResult together(StepResult own) {
    float[] sums = sum((float) (own.loss() * own.count()), own.correct(), own.count());
    return new StepResult((double) sums[0] / sums[2], (int) sums[1], (int) sums[2]);
  }

  @Override
  public Optional<StopReason> together(Optional<StopReason> own) {
    float mine = worker == 0 ? own.map(reason -> REASONS.indexOf(reason) + 1).orElse(0) : 0;
    int decided = (int) sum(mine)[0];
    return decided == 0 ? Optional.empty() : Optional.of(REASONS.get(decided - 1));
  }

  private float[] sum(float... numbers) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor tensor = Tensors.floats(numbers, numbers.length).clone();
      await(group.allreduce(new TensorVector(tensor)));
      return Tensors.floats(tensor);
    }
  }

  /** Not in native code: there nobody could say that this worker is to end. */
  private void await(Work work) {
    broken = true; // until it is known to be whole
    long start = System.nanoTime();
    while (!work.isCompleted()) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        alive.run();
        LockSupport.parkNanos(PARK_NANOS);
      }
    }
    try {
      work._wait();
    } catch (RuntimeException e) {
      throw new SignetException(
          "worker %s lost another one in the middle of a step: %s"
              .formatted(worker, Rendezvous.firstLine(e)),
          e);
    }
    broken = false;
  }

  /** Leaves the group: whoever waits for this worker fails. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (broken) { // native code waits for what is still under way, which nobody else should
      Thread thread = new Thread(this::free, "signet-leaves-group");
      thread.setDaemon(true);
      thread.start();
    } else {
      free();
    }
  }

  /** In this order: the group counts on its store, and would write into what was freed. */
  private void free() {
    owner.close();
    meeting.close();
  }
}
