package dev.signet.spark.training;

import dev.signet.SignetException;
import dev.signet.SignetVersion;
import dev.signet.config.Json;
import dev.signet.config.RunConfig;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.CpuFeatures;
import dev.signet.libtorch.Libtorch;
import dev.signet.spark.group.Pulse;
import dev.signet.spark.group.Rendezvous;
import dev.signet.spark.group.WorkerGroup;
import dev.signet.training.DivergedException;
import dev.signet.training.Follower;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: it greets the others, forms a group with them and takes every step together with them.
 * The first one keeps the run. For one thread.
 */
final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** How long the others may take to be there once all tasks are running. */
  private static final Duration CONNECT = Duration.ofSeconds(15);

  private final Plan plan;
  private final RunConfig config;
  private final BarrierTaskContext task;
  private final Path folder;
  private final Configuration hadoop;
  private final Consumer<String> epochs;
  private final int number;
  private Shard shard = new Shard(Optional.empty(), Optional.empty());
  private Optional<String> problem = Optional.empty();
  private @Nullable ComputeDevice device;
  private @Nullable KeptRun run;
  private @Nullable Rendezvous meeting;
  private @Nullable Pulse pulse;
  private @Nullable WorkerGroup group;

  Worker(
      Plan plan,
      BarrierTaskContext task,
      Path folder,
      Configuration hadoop,
      Consumer<String> epochs) {
    this.plan = plan;
    this.task = task;
    this.folder = folder;
    this.hadoop = hadoop;
    this.epochs = epochs;
    this.number = task.partitionId();
    this.config = plan.config();
  }

  void learnsFrom(Shard pictures) {
    shard = pictures;
  }

  void cannot(String why) {
    problem = Optional.of(why);
  }

  /** Takes part in the whole training. */
  Outcome train() {
    Roster roster = Roster.of(task.allGather(Json.write(hello())));
    Optional<String> cannot = roster.problem().or(() -> connect(roster));
    if (cannot.isPresent()) {
      return Outcome.failed(cannot.get());
    }
    if (number == 0) {
      roster.remark().ifPresent(LOG::warn);
    }
    long start = System.nanoTime();
    try {
      Outcome outcome = run == null ? follow(roster) : run.train(shard, roster, group());
      LOG.info(
          "worker {} waited {} s for others in {} s of training",
          number,
          group().waited().toSeconds(),
          Duration.ofNanos(System.nanoTime() - start).toSeconds());
      return outcome;
    } catch (DivergedException e) { // all workers come to this at the same step
      return Outcome.failed(String.valueOf(e.getMessage()));
    }
  }

  /** Only here: without its natives, which another try would not bring, libtorch says so. */
  private ComputeDevice device() {
    if (device == null) {
      gpu().ifPresent(ComputeDevice::showOnly);
      device = ComputeDevice.choose(plan.device());
    }
    return device;
  }

  /** Address of the GPU that Spark gave to the task, if it deals them out. */
  private Optional<String> gpu() {
    return Optional.ofNullable(task.resourcesJMap().get(Executors.GPU))
        .map(given -> given.addresses()[0]);
  }

  /** As far as is known without Spark, whose own are all different. */
  private String takenGpu() {
    return device == null || device.type() == ComputeDevice.Type.CPU || gpu().isPresent()
        ? ""
        : Objects.requireNonNullElse(System.getenv("CUDA_VISIBLE_DEVICES"), "0");
  }

  private Hello hello() {
    String versions = ""; // nobody compares those of a worker that cannot
    String processor = "";
    try {
      if (problem.isEmpty()) {
        versions = versions();
        processor = CpuFeatures.detect().capability();
        open();
      }
    } catch (SignetException e) {
      cannot(String.valueOf(e.getMessage()));
    }
    Optional<KeptRun> kept = Optional.ofNullable(run);
    return new Hello(
        number,
        host(),
        SparkEnv.get().executorId(),
        meeting == null ? 0 : meeting.port(),
        pulse == null ? 0 : pulse.port(),
        takenGpu(),
        versions,
        processor,
        shard.size(),
        shard.fingerprint(),
        kept.flatMap(KeptRun::checkpoint),
        kept.map(KeptRun::fingerprints).orElse(List.of()),
        problem);
  }

  private String versions() {
    return "Signet %s, libtorch %s, %s, %s"
        .formatted(
            SignetVersion.current(),
            Libtorch.version(),
            device(),
            Arithmetic.of(config.training().compute(), device()).precision().label());
  }

  /** What the others will look for, and for the first worker the run. */
  private void open() {
    WorkerGroup.load(device().type());
    if (plan.workers() > 1) {
      pulse = Pulse.on(host());
    }
    if (number == 0) {
      run = new KeptRun(plan, folder.resolve("run"), hadoop, device(), epochs);
      meeting = Rendezvous.serve(host(), CONNECT);
    }
  }

  /** Spark's name of this host, which the others know. */
  private String host() {
    String address = task.getTaskInfos()[number].address();
    return address.substring(0, address.lastIndexOf(':'));
  }

  private Optional<String> connect(Roster roster) {
    Optional<String> mine = Optional.empty();
    try {
      if (pulse != null) {
        pulse.join(roster.after(number), roster.before(number), CONNECT);
      }
      Rendezvous where =
          meeting == null
              ? Rendezvous.find(roster.first().host(), roster.first().port(), CONNECT)
              : meeting;
      meeting = null; // the group closes it
      group =
          WorkerGroup.form(
              where,
              new WorkerGroup.Place(host(), number, plan.workers(), device().type()),
              plan.exchange(),
              CONNECT,
              Duration.ofSeconds(plan.stallSeconds()),
              this::goOn);
    } catch (SignetException e) {
      mine = Optional.ofNullable(e.getMessage());
    }
    return Arrays.stream(task.allGather(mine.orElse("")))
        .filter(each -> !each.isEmpty())
        .findFirst();
  }

  /** Asked while this worker waits for others. */
  private void goOn() {
    task.killTaskIfInterrupted();
    if (pulse != null) {
      pulse.check();
    }
  }

  private Outcome follow(Roster roster) {
    new Follower(
            config,
            shard.padded(roster.mostPictures()),
            roster.first().checkpoint().map(name -> store().read(name, folder)),
            group())
        .execute(device());
    return Outcome.followed();
  }

  private CheckpointStore store() {
    return new CheckpointStore(
        plan.checkpointDir().orElseThrow(), config.reliability().checkpoints().keep(), hadoop);
  }

  private WorkerGroup group() {
    if (group == null) {
      throw new IllegalStateException("the workers are not connected");
    }
    return group;
  }

  @Override
  public void close() {
    if (pulse != null) {
      pulse.close();
    }
    if (group != null) {
      group.close();
    } else if (meeting != null) {
      meeting.close();
    }
    if (run != null) {
      run.close();
    }
  }
}
