package dev.signet.run;

import dev.signet.SignetException;
import dev.signet.audit.DatasetAudit;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.ProcessSettings;
import dev.signet.report.RunReport;
import dev.signet.runfolder.Checkpoint;
import dev.signet.runfolder.RunEnvironment;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunLock;
import dev.signet.training.DivergedException;
import dev.signet.training.EpochCompleted;
import dev.signet.training.StoppingRule;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingRun;
import dev.signet.training.TrainingWarning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one way to train: a run has its folder to itself, looks at its pictures first, trains, judges
 * what came of it and writes a page about it; stopped, it can be gone on with. Whoever starts it
 * gets the same files.
 *
 * <p>It works on the thread that calls it. A process trains one run at a time, because libtorch's
 * threads and determinism are the whole process's: a second one is refused while the first is under
 * way. After a run they are what they were before.
 */
public final class Run {
  private final RunSpec spec;
  private final RunConfig config;
  private final RunFolder folder;
  private final TrainingRun training;
  private final RunListener listener;
  private boolean epochEnded;

  private Run(RunSpec spec, Optional<Checkpoint> start, RunListener listener) {
    this.spec = spec;
    this.config = spec.config().withThreads(spec.config().threads().orElseGet(Libtorch::threads));
    this.folder = new RunFolder(spec.folder());
    this.training = new TrainingRun(config, spec.data().parts(), folder, spec.device(), start);
    this.listener = listener;
  }

  /**
   * Trains into a new folder, which is gone again if the training fails before an epoch has ended.
   *
   * @param listener who watches
   * @throws DivergedException if the loss becomes NaN or infinite; the parameters of the last epoch
   *     that ended well are saved, if there is one
   * @throws SignetException if the folder is taken, another run is under way in this process, or
   *     the training fails
   */
  public static RunResult train(RunSpec spec, RunListener listener) {
    try (ProcessSettings settings = ProcessSettings.claim("training " + spec.folder())) {
      Run run = new Run(spec, Optional.empty(), listener);
      RunFolder.create(spec.folder());
      boolean locked = false;
      try (RunLock lock = RunLock.acquire(run.folder)) {
        locked = true;
        run.folder.tidy();
        run.folder.writeConfig(run.config);
        return run.execute(settings);
      } finally {
        if (locked && !run.epochEnded && !run.folder.holdsWork()) { // else it is another one's
          run.folder.discard();
        }
      }
    }
  }

  /**
   * Goes on with a run as it was begun, with the pictures that its configuration names.
   *
   * @param stop may end it early again
   * @param listener who watches
   * @throws SignetException as from {@link #train}, or if the folder holds no run, or the pictures
   *     are others now
   */
  public static RunResult resume(Path folder, StoppingRule stop, RunListener listener) {
    try (StoppedRun stopped =
        StoppedRun.open(folder, problem -> listener.warned(new TrainingWarning(problem)))) {
      RunConfig config =
          stopped.config().withThreads(stopped.threads().orElseGet(Libtorch::threads));
      DataParts data = ConfiguredData.load(config.data(), Optional.of(config.model().input()));
      RunSpec spec = new RunSpec(folder, config, data).stoppedBy(stop);
      stopped
          .otherEnvironment(config, spec.device())
          .ifPresent(warning -> listener.warned(new TrainingWarning(warning)));
      return stopped.resume(spec, listener);
    }
  }

  /** Goes on in a locked folder, from a checkpoint or else from the beginning. */
  static RunResult resume(RunSpec spec, Optional<Checkpoint> start, RunListener listener) {
    try (ProcessSettings settings = ProcessSettings.claim("training " + spec.folder())) {
      Run run = new Run(spec, start, listener);
      run.folder.tidy();
      run.folder
          .checkpoints()
          .forgetAfter(start.map(c -> c.manifest().position().step()).orElse(0L));
      return run.execute(settings);
    }
  }

  private RunResult execute(ProcessSettings settings) {
    settings.use(config.threads().orElseThrow(), config.reliability().deterministic());
    listener.runBegan(new RunBegan(folder, config));
    folder.writeUnreadable(spec.data().parts().unreadable());
    Optional<DatasetAudit> audit = spec.data().audit();
    audit.ifPresent(found -> found.write(folder.audit()));
    listener.dataAudited(new DataAudited(audit));
    RunReports reports = new RunReports(folder, spec.data().parts().watched(), listener);
    TrainingFinished finished = train(reports);
    Optional<ModelJudged> judged = Optional.empty();
    if (!finished.interrupted()) {
      judged =
          Optional.of(
              Conclusion.of(
                  folder, spec.data().parts(), audit.map(DatasetAudit::duplicates), spec.device()));
      listener.modelJudged(judged.get());
      writePage();
    }
    return new RunResult(folder, finished, judged, reports.complete());
  }

  private TrainingFinished train(RunReports reports) {
    TrainingListener keeper =
        new TrainingListener() {
          @Override
          public void epochCompleted(EpochCompleted event) {
            epochEnded = true;
          }
        };
    try (reports) {
      List<TrainingListener> listeners = new ArrayList<>(List.of(keeper));
      listeners.addAll(reports.listeners());
      listeners.add(listener);
      TrainingFinished finished = training.execute(listeners, spec.stop());
      listener.modelSaved(saved(Optional.of(finished)));
      return finished;
    } catch (DivergedException e) {
      if (e.goodEpochs() > 0) {
        listener.modelSaved(saved(Optional.empty()));
      }
      throw e;
    }
  }

  private ModelSaved saved(Optional<TrainingFinished> finished) {
    return new ModelSaved(folder.parameters(config.model().variant()), folder.model(), finished);
  }

  /** The page is for reading: the run is worth the same without it. */
  private void writePage() {
    Arithmetic arithmetic = Arithmetic.of(config.training().compute(), spec.device());
    RunEnvironment.current(spec.device(), arithmetic).write(folder.environment());
    try {
      listener.reportWritten(new ReportWritten(RunReport.write(folder, spec.device())));
    } catch (SignetException | LinkageError | InternalError e) { // no fonts to draw charts with
      listener.reportFailed(
          new ReportFailed("the report was not written: " + e.getMessage(), false));
    }
  }
}
