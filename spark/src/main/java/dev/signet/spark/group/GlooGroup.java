package dev.signet.spark.group;

import dev.signet.SignetException;
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
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.bytedeco.pytorch.global.torch_gloo;
import org.jspecify.annotations.Nullable;

/**
 * Workers that train one network over TCP, by Gloo: gradients are summed up in buckets by a ring,
 * in an order that does not depend on who is faster, so that all workers hold the same bytes. A
 * worker whose process ends is noticed at once by the others, one that only stalls when the time is
 * over. Used by one thread, and closed by it.
 */
public final class GlooGroup implements GradientSync, AutoCloseable {
  private static final List<StopReason> REASONS = List.of(StopReason.values());

  private static final long SPIN_NANOS = 200_000;
  private static final long PARK_NANOS = 100_000;

  private final Rendezvous meeting;
  private final PointerScope owner;
  private final ProcessGroupGloo group;
  private final int worker;
  private final int workers;
  private final Exchange exchange;
  private final Runnable alive;
  private @Nullable Buckets buckets;
  private @Nullable SyncedNorms norms;
  private long waited; // nanoseconds
  private boolean broken;
  private boolean closed;

  private GlooGroup(
      Rendezvous meeting,
      PointerScope owner,
      ProcessGroupGloo group,
      Place place,
      Exchange exchange,
      Runnable alive) {
    this.meeting = meeting;
    this.owner = owner;
    this.group = group;
    this.worker = place.worker();
    this.workers = place.workers();
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
   */
  public record Place(String host, int worker, int workers) {}

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
  public static GlooGroup form(
      Rendezvous meeting,
      Place place,
      Exchange exchange,
      Duration connect,
      Duration stall,
      Runnable alive) {
    Loaded.touch();
    try (PointerScope owner = new PointerScope()) {
      ProcessGroupGloo.Options options =
          new ProcessGroupGloo.Options(new Milliseconds(connect.toMillis()));
      options.devices(new GlooDeviceVector(ProcessGroupGloo.createDeviceForHostname(place.host())));
      ProcessGroupGloo group =
          new ProcessGroupGloo(
              new PrefixStore("signet", meeting.store()), place.worker(), place.workers(), options);
      group.setTimeout(new Milliseconds(stall.toMillis()));
      GlooGroup formed = new GlooGroup(meeting, owner, group, place, exchange, alive);
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
  public void begin(ResNet net) {
    TensorVector parameters = net.module().parameters(true);
    buckets =
        Buckets.of(
            parameters,
            exchange.bf16() ? ScalarType.BFloat16 : ScalarType.Float,
            workers,
            this::send);
    if (exchange.syncBatchNorm()) {
      norms = SyncedNorms.by(tensor -> await(send(tensor)));
      net.synchronizeNorms(norms);
    }
  }

  @Override
  public void backward(ResNet net, Tensor loss) {
    Buckets gradients = Objects.requireNonNull(buckets, "the training has not begun");
    try (PointerScope scope = new PointerScope()) {
      loss.backward();
      gradients.finish(this::await);
    }
  }

  private Work send(Tensor tensor) {
    return group.allreduce(new TensorVector(tensor));
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
    float mine = worker == 0 ? own.map(reason -> REASONS.indexOf(reason) + 1).orElse(0) : 0;
    int decided = (int) sum(mine)[0];
    return decided == 0 ? Optional.empty() : Optional.of(REASONS.get(decided - 1));
  }

  private float[] sum(float... numbers) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor tensor = Tensors.floats(numbers, numbers.length).clone();
      await(send(tensor));
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
    waited += System.nanoTime() - start;
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
