package dev.signet.spark.group;

import dev.signet.SignetException;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.SyncedNorms;
import dev.signet.libtorch.Tensors;
import dev.signet.model.ResNet;
import dev.signet.training.GradientSync;
import dev.signet.training.StepResult;
import dev.signet.training.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.PrefixStore;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch_gloo;
import org.jspecify.annotations.Nullable;

/**
 * Workers that train one network: gradients are summed up in buckets, on processors over TCP by
 * Gloo, on GPUs by NCCL. Gloo's ring adds in an order that does not depend on who is faster, so
 * that all workers hold the same bytes. That a worker's process ends Gloo notices at once, NCCL
 * when the time is over at the latest, as both do with one that only stalls. Used by one thread,
 * and closed by it.
 */
public final class WorkerGroup implements GradientSync, AutoCloseable {
  private static final List<StopReason> REASONS = List.of(StopReason.values());

  private static final long SPIN_NANOS = 200_000;
  private static final long PARK_NANOS = 100_000;

  private final Rendezvous meeting;
  private final PointerScope owner;
  private final ProcessGroupGloo gloo;
  private final Place place;
  private final Exchange exchange;
  private final Runnable alive;
  private @Nullable NcclGroup nccl; // for what lies on a GPU
  private @Nullable Buckets buckets;
  private @Nullable SyncedNorms norms;
  private final AtomicInteger underWay = new AtomicInteger(); // on CUDA hooks have their own thread
  private long waited; // nanoseconds
  private @Nullable RuntimeException failure; // what came out of a wait
  private boolean closed;

  private WorkerGroup(
      Rendezvous meeting,
      PointerScope owner,
      ProcessGroupGloo gloo,
      Place place,
      Exchange exchange,
      Runnable alive) {
    this.meeting = meeting;
    this.owner = owner;
    this.gloo = gloo;
    this.place = place;
    this.exchange = exchange;
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
   * @param device on which it computes; the same kind for all of them
   */
  public record Place(String host, int worker, int workers, ComputeDevice.Type device) {}

  /**
   * Loads what workers on such devices need.
   *
   * @throws SignetException if this process cannot
   */
  public static void load(ComputeDevice.Type device) {
    Loaded.touch();
    if (device == ComputeDevice.Type.CUDA) {
      NcclGroup.load();
    }
  }

  /**
   * Forms the group: returns when all workers are connected with each other.
   *
   * @param meeting where they find each other; closed with the group, or at once if there is none
   * @param exchange the same for all of them
   * @param connect how long that may take
   * @param stall how long a worker may keep the others waiting in the middle of a training
   * @param alive throws if this worker is to end; asked while it waits
   * @throws SignetException if one cannot be reached
   */
  public static WorkerGroup form(
      Rendezvous meeting,
      Place place,
      Exchange exchange,
      Duration connect,
      Duration stall,
      Runnable alive) {
    load(place.device());
    WorkerGroup formed;
    try (PointerScope owner = new PointerScope()) {
      ProcessGroupGloo.Options options =
          new ProcessGroupGloo.Options(new Milliseconds(connect.toMillis()));
      options.devices(new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(place.host())));
      ProcessGroupGloo gloo =
          new ProcessGroupGloo(
              new PrefixStore("gloo", meeting.store()), place.worker(), place.workers(), options);
      gloo.setTimeout(new Milliseconds(stall.toMillis()));
      formed = new WorkerGroup(meeting, owner, gloo, place, exchange, alive);
      owner.extend(); // outlives this block
    } catch (RuntimeException e) {
      meeting.close();
      throw new SignetException(
          "worker %s on %s cannot reach all others (%s); the workers need every port between them open"
              .formatted(place.worker(), place.host(), Rendezvous.firstLine(e)),
          e);
    }
    if (place.device() == ComputeDevice.Type.CUDA) {
      formed.connectGpus(stall);
    }
    return formed;
  }

  /** Only now, when it is known that they reach each other: NCCL waits natively for who is not. */
  private void connectGpus(Duration patience) {
    underWay.incrementAndGet();
    try {
      nccl = NcclGroup.open(meeting.again(patience), place, patience);
      nccl.awaitOthers(patience, alive);
      underWay.decrementAndGet();
    } finally {
      if (isBroken()) {
        close();
      }
    }
  }

  @Override
  public int worker() {
    return place.worker();
  }

  @Override
  public void begin(ResNet net) {
    TensorVector parameters = net.module().parameters(true);
    buckets = Buckets.of(parameters, exchange.gradients().type(), place.workers(), this::send);
    if (exchange.syncBatchNorm()) {
      norms = SyncedNorms.by(this::sum);
      net.synchronizeNorms(norms);
    }
  }

  @Override
  public void backward(ResNet net, Tensor loss) {
    Buckets gradients = Objects.requireNonNull(buckets, "the training has not begun");
    try (PointerScope scope = new PointerScope()) {
      loss.backward();
      gradients.finish(this::await);
    } catch (RuntimeException e) {
      throw failure == null ? e : failure; // of a hook, which comes back as libtorch's own
    }
  }

  /** The caller has a hold of what is under way, and lets go of it. */
  private Work send(Tensor tensor) {
    try (PointerScope scope = new PointerScope()) {
      TensorVector tensors = new TensorVector(tensor);
      Work work = nccl != null && tensor.is_cuda() ? nccl.sum(tensors) : gloo.allreduce(tensors);
      work.retainReference();
      underWay.incrementAndGet();
      return work;
    }
  }

  @Override
  public StepResult together(StepResult own) {
    float[] sums = sum((float) (own.loss() * own.count()), own.correct(), own.count());
    StepResult all = new StepResult((double) sums[0] / sums[2], (int) sums[1], (int) sums[2]);
    if (norms != null && !all.isFinite()) {
      norms.forget(); // nobody goes back through them
    }
    return all;
  }

  @Override
  public Optional<StopReason> together(Optional<StopReason> own) {
    float mine = worker() == 0 ? own.map(reason -> REASONS.indexOf(reason) + 1).orElse(0) : 0;
    int decided = (int) sum(mine)[0];
    return decided == 0 ? Optional.empty() : Optional.of(REASONS.get(decided - 1));
  }

  private float[] sum(float... numbers) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor tensor = Tensors.floats(numbers, numbers.length).clone();
      sum(tensor);
      return Tensors.floats(tensor);
    }
  }

  private void sum(Tensor tensor) {
    Work work = send(tensor);
    try {
      await(work);
    } finally {
      work.releaseReference();
    }
  }

  private void await(Work work) {
    long start = System.nanoTime();
    try {
      poll(work, start);
      waited += System.nanoTime() - start;
      requireWhole(work);
      underWay.decrementAndGet();
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /** Not in native code: there nobody could say that this worker is to end. */
  private void poll(Work work, long start) {
    while (!work.isCompleted()) {
      if (System.nanoTime() - start < SPIN_NANOS) {
        Thread.onSpinWait();
      } else {
        alive.run();
        if (nccl != null) {
          nccl.check();
        }
        LockSupport.parkNanos(PARK_NANOS);
      }
    }
  }

  private void requireWhole(Work work) {
    try {
      work._wait();
    } catch (RuntimeException e) {
      throw new SignetException(
          "worker %s lost another one in the middle of a step: %s"
              .formatted(worker(), Rendezvous.firstLine(e)),
          e);
    }
  }

  /** How long this worker has waited for others and for the network between them. */
  public Duration waited() {
    return Duration.ofNanos(waited);
  }

  /** Leaves the group: whoever waits for this worker fails. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (buckets != null) {
      buckets.close();
    }
    if (norms != null) {
      norms.close();
    }
    if (isBroken()) { // native code waits for what is under way, which nobody else should
      Background.start("signet-leaves-group", this::free);
    } else {
      free();
    }
  }

  /** Whether something is under way that is not known to be whole. */
  private boolean isBroken() {
    return underWay.get() > 0;
  }

  private void free() {
    try {
      if (nccl != null && !isBroken()) {
        nccl.close();
      }
    } finally { // in this order: Gloo counts on its store, and would write into what was freed
      owner.close();
      meeting.close();
    }
    if (nccl != null && isBroken()) {
      nccl.abandon();
    }
  }
}
