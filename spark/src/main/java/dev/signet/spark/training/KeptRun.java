package dev.signet.spark.training;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.files.Reason;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.run.AuditedData;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunResult;
import dev.signet.run.RunSpec;
import dev.signet.run.StoppedRun;
import dev.signet.runfolder.EpochRecord;
import dev.signet.runfolder.RunFolder;
import dev.signet.spark.storage.Storage;
import dev.signet.training.CheckpointWritten;
import dev.signet.training.EpochCompleted;
import dev.signet.training.GradientSync;
import dev.signet.training.StoppingRule;
import dev.signet.training.TrainingWarning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run as the first worker keeps it: in a folder on its own disk, with a copy of every
 * checkpoint where all hosts see it. For one thread.
 */
final class KeptRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptRun.class);

  private final Plan plan;
  private final RunConfig config;
  private final RunFolder folder;
  private final Configuration hadoop;
  private final ComputeDevice device;
  private final Consumer<String> epochs;
  private final Optional<CheckpointStore> store;
  private final Optional<String> checkpoint;
  private final @Nullable StoppedRun stopped;

  /**
   * A run that goes on from its last checkpoint, or a new one.
   *
   * @param epochs gets a line for each epoch
   * @throws SignetException if the checkpoints cannot be read, or are of a run with another
   *     configuration, or the run's files cannot be written
   */
  KeptRun(
      Plan plan, Path path, Configuration hadoop, ComputeDevice device, Consumer<String> epochs) {
    this.plan = plan;
    this.config = plan.config();
    this.folder = new RunFolder(path);
    this.hadoop = hadoop;
    this.device = device;
    this.epochs = epochs;
    this.store =
        plan.checkpointDir()
            .map(
                dir -> new CheckpointStore(dir, config.reliability().checkpoints().keep(), hadoop));
    plan.out().ifPresent(out -> new Storage(out, hadoop).requireWritable());
    this.checkpoint = store.flatMap(it -> it.fetch(folder, LOG::warn));
    if (checkpoint.isEmpty()) {
      this.stopped = null;
    } else {
      StoppedRun open = StoppedRun.open(path, LOG::warn);
      try {
        open.requireSame(config);
      } catch (SignetException e) {
        open.close();
        throw new SignetException(
            "the checkpoints in %s (checkpointDir) are of another run: %s"
                .formatted(plan.checkpointDir().orElse(""), e.getMessage()),
            e);
      }
      this.stopped = open;
    }
  }

  /** The checkpoint that it goes on from. */
  Optional<String> checkpoint() {
    return checkpoint;
  }

  /** Of the pictures of all workers when the run was begun. */
  List<String> fingerprints() {
    return checkpoint.isEmpty()
        ? List.of()
        : store.map(CheckpointStore::fingerprints).orElse(List.of());
  }

  /** Trains together with the others, judges, and hands out the model file. */
  Outcome train(Shard shard, Roster roster, GradientSync group) {
    store.ifPresent(it -> it.begin(roster.fingerprints()));
    RunSpec spec =
        new RunSpec(
            folder.path(),
            config,
            new AuditedData(
                new DataParts(
                    shard.padded(roster.mostPictures()), shard.validation(), Optional.empty()),
                false),
            device,
            new StoppingRule() {},
            group);
    RunListener listener = new Listener();
    RunResult result = stopped == null ? Run.train(spec, listener) : stopped.resume(spec, listener);
    Optional<String> unwritten = plan.out().flatMap(this::write);
    try {
      byte[] model = Files.readAllBytes(result.folder().model());
      if (unwritten.isEmpty()) {
        store.ifPresent(CheckpointStore::forget);
      }
      return Outcome.of(model, unwritten);
    } catch (IOException e) {
      throw new SignetException("the model cannot be read: " + Reason.of(e), e);
    }
  }

  /** The training was not in vain because of a folder; another one would not fill it either. */
  private Optional<String> write(String out) {
    try {
      CheckpointStore.upload(folder.path(), new Storage(out, hadoop));
      return Optional.empty();
    } catch (SignetException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Copies checkpoints, and tells the executor's log and the driver how it goes. */
  private final class Listener implements RunListener {
    @Override
    public void checkpointWritten(CheckpointWritten event) {
      try {
        store.ifPresent(it -> it.keep(folder, event.file()));
      } catch (SignetException e) {
        LOG.warn("{}; the training goes on without this checkpoint", e.getMessage());
      }
    }

    @Override
    public void epochCompleted(EpochCompleted event) {
      EpochRecord record = event.record();
      String line =
          Text.of(
              "epoch %d/%d  loss %.4f  accuracy %.2f%%",
              record.epoch() + 1,
              config.training().epochs(),
              record.trainLoss(),
              100 * record.trainAccuracy());
      LOG.info(line);
      epochs.accept(line);
    }

    @Override
    public void warned(TrainingWarning event) {
      LOG.warn(event.message());
    }
  }

  @Override
  public void close() {
    if (stopped != null) {
      stopped.close();
    }
  }
}
