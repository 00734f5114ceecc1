package dev.signet.spark.group;

import dev.signet.SignetException;
import dev.signet.Text;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.PrefixStore;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch_nccl;
import org.bytedeco.pytorch.nccl.ProcessGroupNCCL;

/**
 * Sums up what lies on GPUs, by NCCL: among those of a host, and over whatever network NCCL finds
 * between hosts. Each worker has one GPU, the first that its process sees.
 */
final class NcclGroup {
  private static final long POLL_MILLIS = 100;
  private static final byte FIRST = 0;
  private static final String ADVICE =
      "NCCL_DEBUG=INFO in the executors' environment (spark.executorEnv.NCCL_DEBUG) says more, and"
          + " NCCL_SOCKET_IFNAME names the network";

  /**
   * Broken ones: to free one may wait for ever, and the garbage collector would do it. Each keeps
   * the GPU's memory that was under way.
   */
  private static final Queue<NcclGroup> LEFT = new ConcurrentLinkedQueue<>();

  private final Rendezvous meeting;
  private final PointerScope owner;
  private final ProcessGroupNCCL group;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();

  private NcclGroup(Rendezvous meeting, PointerScope owner, ProcessGroupNCCL group) {
    this.meeting = meeting;
    this.owner = owner;
    this.group = group;
  }

  /**
   * Loads NCCL.
   *
   * @throws SignetException if this process cannot use it
   */
  static void load() {
    try {
      Loader.load(torch_nccl.class);
    } catch (LinkageError e) {
      throw new SignetException(
          "NCCL cannot be loaded (%s); it needs the jar of CUDA's natives (org.bytedeco:cuda) and, on"
                  .formatted(Rendezvous.firstLine(e))
              + " the host, CUDA with NCCL",
          e);
    }
  }

  /**
   * Begins to connect with the others.
   *
   * @param meeting where they find each other; closed with the group, or at once if there is none
   * @param stall how long a worker may keep the others waiting
   */
  static NcclGroup open(Rendezvous meeting, WorkerGroup.Place place, Duration stall) {
    torch.set_env("TORCH_NCCL_ASYNC_ERROR_HANDLING", "0"); // else a lost worker ends this process
    torch.set_env("TORCH_NCCL_DUMP_ON_TIMEOUT", "0"); // else who is left behind fills its log
    torch.set_env("TORCH_NCCL_WAIT_TIMEOUT_DUMP_MILSEC", "100"); // else leaving takes a minute
    try (PointerScope owner = new PointerScope()) {
      ProcessGroupNCCL.Options options = ProcessGroupNCCL.Options.create();
      options.timeout(new Milliseconds(stall.toMillis()));
      PrefixStore store = new PrefixStore("nccl", meeting.store());
      NcclGroup opened =
          new NcclGroup(
              meeting,
              owner,
              new ProcessGroupNCCL(store, place.worker(), place.workers(), options));
      owner.extend(); // outlives this block
      Background.start("signet-joins-nccl", opened::connect);
      return opened;
    } catch (RuntimeException e) {
      meeting.close();
      throw new SignetException(
          "worker %s on %s cannot use NCCL: %s"
              .formatted(place.worker(), place.host(), Rendezvous.firstLine(e)),
          e);
    }
  }

  /** On a thread of its own: in native code nobody could say that this worker is to end. */
  private void connect() {
    try (PointerScope scope = new PointerScope()) {
      group.eagerConnectSingleDevice(new Device(torch.DeviceType.CUDA, FIRST));
      connected.complete(null);
    } catch (RuntimeException | LinkageError e) {
      connected.completeExceptionally(e);
    }
  }

  /**
   * Returns when all workers are connected.
   *
   * @param patience how long that may take
   * @param alive throws if this worker is to end; asked while it waits
   * @throws SignetException if they cannot be
   */
  void awaitOthers(Duration patience, Runnable alive) {
    long end = System.nanoTime() + patience.toNanos();
    while (!isConnected()) {
      alive.run();
      if (System.nanoTime() > end) {
        throw new SignetException(
            Text.of("NCCL has not connected the workers in %d seconds; ", patience.toSeconds())
                + ADVICE);
      }
    }
  }

  private boolean isConnected() {
    try {
      connected.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new SignetException(
          "NCCL cannot connect the workers (%s); %s"
              .formatted(Rendezvous.firstLine(Objects.requireNonNull(e.getCause())), ADVICE),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignetException("the training was interrupted before it began", e);
    }
  }

  /** Begins to sum up tensors on the GPU over all workers, in place. */
  Work sum(TensorVector tensors) {
    return group.allreduce(tensors);
  }

  /**
   * Does nothing as long as all workers may be there: work that is under way does not say it.
   *
   * @throws SignetException if one kept the others waiting for too long, or was lost
   */
  void check() {
    torch.ErrorType error = group.getError().intern();
    if (error != torch.ErrorType.SUCCESS) {
      throw new SignetException(
          "NCCL gave the other workers up (%s)".formatted(error.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Leaves the group. */
  void close() {
    group.shutdown();
    owner.close();
    meeting.close();
  }

  /** Leaves it when something is under way that no longer comes to an end; may wait for ever. */
  void abandon() {
    LEFT.add(this);
    connected.handle((done, failed) -> true).join();
    group.abort();
    group.shutdown();
  }
}
