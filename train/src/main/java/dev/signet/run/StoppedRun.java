package dev.signet.run;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.config.Continuation;
import dev.signet.config.RunConfig;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.runfolder.Checkpoint;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunIdentity;
import dev.signet.runfolder.RunLock;
import dev.signet.runfolder.TrainingPosition;
import dev.signet.training.TrainingRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A run that can be gone on with, whose folder is locked until {@link #close}. */
public final class StoppedRun implements AutoCloseable {
  private final RunFolder folder;
  private final RunLock lock;
  private final RunConfig config;
  private final Optional<Checkpoint> start;

  private StoppedRun(RunFolder folder, RunLock lock, Consumer<String> problems) {
    this.folder = folder;
    this.lock = lock;
    this.start = folder.checkpoints().newest(problems);
    this.config = folder.readConfig();
  }

  /**
   * Locks a run's folder and finds its last checkpoint that is whole.
   *
   * @param problems is told of each one that is not, in one line
   * @throws SignetException if the folder holds no run, or a training is using it
   */
  public static StoppedRun open(Path path, Consumer<String> problems) {
    RunFolder folder = RunFolder.open(path);
    RunLock lock = RunLock.acquire(folder);
    try {
      return new StoppedRun(folder, lock, problems);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What it was begun with. */
  public RunConfig config() {
    return config;
  }

  /** Where it goes on; empty if from the beginning, because there is no checkpoint yet. */
  public Optional<TrainingPosition> position() {
    return start.map(checkpoint -> checkpoint.manifest().position());
  }

  /** The threads that it was computed with. */
  public Optional<Integer> threads() {
    return config.threads().or(() -> start.map(checkpoint -> environment(checkpoint).threads()));
  }

  /**
   * Refuses a configuration that would make it another run.
   *
   * @throws InvalidValueException that names the first value that must not change
   */
  public void requireSame(RunConfig now) {
    Continuation.require(config, now, 0);
    start.ifPresent(
        c ->
            Continuation.require(
                c.manifest().run().config(), now, c.manifest().position().epoch()));
  }

  /**
   * What is to be said if another processor or library computes now, which rounds otherwise: no
   * harm, but no longer the same bytes.
   */
  public Optional<String> otherEnvironment(RunConfig with, ComputeDevice device) {
    RunIdentity.Environment now = TrainingRun.environment(with, device);
    RunIdentity.Environment then =
        start
            .map(StoppedRun::environment)
            .orElseGet(() -> now.withThreads(config.threads().orElse(now.threads())));
    return now.equals(then)
        ? Optional.empty()
        : Optional.of(
            ("the run was begun with %s and goes on with %s: it will not end with the same bytes"
                    + " as an uninterrupted one")
                .formatted(then.describe(), now.describe()));
  }

  private static RunIdentity.Environment environment(Checkpoint checkpoint) {
    return checkpoint.manifest().run().environment();
  }

  /**
   * Goes on.
   *
   * @param spec of the same folder; the configuration may differ in what does not make it another
   *     run
   * @param listener who watches
   * @throws SignetException as from {@link Run#train}, or if the pictures are others now
   */
  public RunResult resume(RunSpec spec, RunListener listener) {
    if (!spec.folder().equals(folder.path())) {
      throw new InvalidValueException(
          "the run in %s cannot go on in %s; give its own folder"
              .formatted(folder.path(), spec.folder()));
    }
    requireSame(spec.config());
    return Run.resume(spec, start, listener);
  }

  @Override
  public void close() {
    lock.close();
  }
}
