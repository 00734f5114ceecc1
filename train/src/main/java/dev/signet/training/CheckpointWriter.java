package dev.signet.training;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.config.CheckpointConfig;
import dev.signet.model.ModelState;
import dev.signet.model.TensorState;
import dev.signet.runfolder.CheckpointFolder;
import dev.signet.runfolder.RunIdentity;
import dev.signet.statedict.StateDict;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Writes the checkpoints of a run. A disk that is full does not end the training: the failure is
 * said, what was written before is still there, and the next one is tried. Not safe for use by
 * several threads.
 */
final class CheckpointWriter implements Checkpoints {
  private static final int COPIES = 4; // weights, two moments, the best weights

  private final RunIdentity run;
  private final CheckpointFolder folder;
  private final BiFunction<StateDict, Integer, ModelFile> modelOf;
  private final Consumer<CheckpointWritten> written;
  private final Consumer<String> problems;
  private final CheckpointClock clock;
  private Optional<Integer> bestOnDisk = Optional.empty();
  private long lastStep = -1;

  /**
   * A writer that has written nothing yet.
   *
   * @param modelBytes that the weights take
   * @param modelOf makes a model file of weights and the number of epochs behind them
   * @param whenWritten is told of each one
   * @param problems is told what could not be written, in one line
   */
  CheckpointWriter(
      RunIdentity run,
      CheckpointFolder folder,
      long modelBytes,
      BiFunction<StateDict, Integer, ModelFile> modelOf,
      Consumer<CheckpointWritten> whenWritten,
      Consumer<String> problems) {
    this.run = run;
    this.folder = folder;
    this.modelOf = modelOf;
    this.written = whenWritten;
    this.problems = problems;
    this.clock = new CheckpointClock(checkpoints().every(), COPIES * modelBytes, now());
  }

  private CheckpointConfig checkpoints() {
    return run.config().reliability().checkpoints();
  }

  @Override
  public void afterStep(TrainingState state) {
    if (clock.isDueAfterStep(now())) {
      write(state);
    }
  }

  @Override
  public void afterEpoch(TrainingState state) {
    if (clock.isDueAfterEpoch(now())) {
      write(state);
    }
  }

  @Override
  public void atEnd(TrainingState state) {
    write(state);
  }

  private void write(TrainingState state) {
    long step = state.progress().step();
    double start = now();
    try {
      // What has just diverged is nothing to go back to: the next step will find out.
      if (step != lastStep && ModelState.isFinite(state.net())) {
        writeBest(state);
        state.withCheckpoint(run, checkpoint -> folder.write(checkpoint, checkpoints().keep()));
        lastStep = step;
        written.accept(new CheckpointWritten(folder.step(step), step));
      }
    } catch (SignetException e) {
      problems.accept(e.getMessage() + "; the training goes on without this checkpoint");
    }
    clock.attempted(start, now());
  }

  private void writeBest(TrainingState state) {
    Optional<Integer> best = state.kept().bestEpoch();
    if (best.isEmpty() || best.equals(bestOnDisk)) {
      return;
    }
    try (PointerScope scope = new PointerScope()) {
      StateDict weights = TensorState.view(state.kept().best());
      modelOf.apply(weights, best.get() + 1).write(folder.best());
    }
    bestOnDisk = best;
  }

  private static double now() {
    return System.nanoTime() / 1e9;
  }
}
