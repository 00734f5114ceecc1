package dev.signet.cli.train;

import dev.signet.SignetException;
import dev.signet.audit.DatasetAudit;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.ErrorHandling;
import dev.signet.cli.console.InterruptGuard;
import dev.signet.cli.judge.CalibrationAnswer;
import dev.signet.cli.judge.JudgementText;
import dev.signet.cli.options.DataDescription;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.NativeMemory;
import dev.signet.metrics.Judgement;
import dev.signet.model.TransferSource;
import dev.signet.report.RunReport;
import dev.signet.reporting.BestEffort;
import dev.signet.reporting.CsvHistory;
import dev.signet.reporting.CsvTiming;
import dev.signet.reporting.LossCurve;
import dev.signet.reporting.ProgressFile;
import dev.signet.reporting.TensorBoardReport;
import dev.signet.reporting.WatchedFile;
import dev.signet.runfolder.Checkpoint;
import dev.signet.runfolder.RunEnvironment;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunLock;
import dev.signet.training.ConfidenceFit;
import dev.signet.training.DivergedException;
import dev.signet.training.EpochCompleted;
import dev.signet.training.RunJudge;
import dev.signet.training.RunResult;
import dev.signet.training.StepSkipped;
import dev.signet.training.StopReason;
import dev.signet.training.StopSignal;
import dev.signet.training.StoppingRule;
import dev.signet.training.TrainingFinished;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingRun;
import dev.signet.training.TrainingWarning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;

/** One training as its user sees it: introduced, watched and concluded. */
final class TrainSession {
  private final CommandBase command;
  private final LogOptions logOptions;
  private final RunConfig config;
  private final DataParts data;
  private final AuditedData audited;
  private final ComputeDevice device;
  private final Optional<TransferSource> source;
  private final StopSignal stop = new StopSignal();
  private final List<BestEffort> reports = new ArrayList<>();
  private boolean epochEnded;
  private Optional<Judgement> judgement = Optional.empty();

  TrainSession(
      CommandBase command,
      LogOptions logOptions,
      RunConfig config,
      AuditedData audited,
      ComputeDevice device,
      Optional<TransferSource> source) {
    this.command = command;
    this.logOptions = logOptions;
    this.config = config;
    this.data = audited.parts();
    this.audited = audited;
    this.device = device;
    this.source = source;
  }

  /**
   * Trains into a new folder, which is gone again if the training fails before an epoch has ended.
   *
   * @param limit may end it early
   * @return the exit code: 1 after a failure, which was said, or if a report is incomplete
   */
  int begin(Path path, StoppingRule limit) {
    return guarded(
        () -> {
          RunFolder folder = RunFolder.create(path);
          boolean locked = false;
          try (RunLock lock = RunLock.acquire(folder)) {
            locked = true;
            folder.tidy();
            folder.writeConfig(config);
            return runIn(folder, new TrainingRun(config, data, folder, device), limit);
          } finally {
            if (locked && !epochEnded && !folder.holdsWork()) { // else it is another one's
              folder.discard();
            }
          }
        });
  }

  /**
   * Goes on with a run that the caller has locked, from a checkpoint or else from its beginning.
   */
  int goOn(RunFolder folder, Optional<Checkpoint> start, StoppingRule limit) {
    return guarded(
        () -> {
          TrainingRun run = new TrainingRun(config, data, folder, device);
          folder.tidy();
          folder
              .checkpoints()
              .forgetAfter(start.map(c -> c.manifest().position().step()).orElse(0L));
          say(start);
          return runIn(folder, start.map(run::from).orElse(run), limit);
        });
  }

  private void say(Optional<Checkpoint> start) {
    command.say(
        "Going on from %s",
        start
            .map(checkpoint -> checkpoint.manifest().position().describe())
            .orElse("the beginning: there is no checkpoint yet"));
  }

  private int guarded(IntSupplier training) {
    try (InterruptGuard guard =
        InterruptGuard.install(
            stop,
            command.err(),
            "stopping after this step; the parameters will be saved. Once more stops at once")) {
      try {
        return training.getAsInt();
      } catch (RuntimeException e) {
        // Said here and not by picocli, because after the guard an interrupted JVM may be gone.
        return ErrorHandling.failure(e, command.spec.commandLine());
      }
    }
  }

  /** What the finished model is worth; empty if it did not come to that. */
  Optional<Judgement> judgement() {
    return judgement;
  }

  private int runIn(RunFolder folder, TrainingRun run, StoppingRule limit) {
    try {
      introduce(folder);
      conclude(train(run, folder, limit), folder);
    } catch (DivergedException e) {
      if (e.goodEpochs() > 0) {
        sayFiles(folder);
      }
      throw e;
    }
    return reports.stream().anyMatch(BestEffort::failed) ? 1 : 0;
  }

  private RunResult train(TrainingRun run, RunFolder folder, StoppingRule limit) {
    TrainingListener keeper =
        new TrainingListener() {
          @Override
          public void epochCompleted(EpochCompleted event) {
            epochEnded = true;
          }

          @Override
          public void stepSkipped(StepSkipped event) {
            sayToPeople(
                String.format(
                    Locale.ROOT,
                    "warning: the loss was %s at step %d (epoch %d); the step was left out, %d in a row",
                    event.loss(),
                    event.step(),
                    event.epoch(),
                    event.inARow()));
          }

          @Override
          public void warned(TrainingWarning event) {
            sayToPeople("warning: " + event.message());
          }
        };
    try (BestEffort tensorBoard = report(new TensorBoardReport(folder.path()));
        BestEffort history = report(new CsvHistory(folder.history()));
        BestEffort timing = report(new CsvTiming(folder.timing()));
        BestEffort curve =
            report(new LossCurve(folder.lossCurve(), problem -> complain("warning: " + problem)));
        BestEffort whereItIs = forWatchers(new ProgressFile(folder.progress()));
        ProgressLog progress =
            new ProgressLog(command, logOptions, problem -> complain("error: " + problem))) {
      List<TrainingListener> listeners =
          new ArrayList<>(List.of(keeper, tensorBoard, history, timing, curve, whereItIs));
      data.watched()
          .map(part -> forWatchers(new WatchedFile(folder.watched(), part)))
          .ifPresent(listeners::add);
      listeners.addAll(progress.listeners());
      return run.execute(listeners, StoppingRule.firstOf(List.of(stop, limit)));
    }
  }

  private BestEffort report(TrainingListener listener) {
    BestEffort report = new BestEffort(listener, problem -> complain("error: " + problem));
    reports.add(report);
    return report;
  }

  /** What is there only to be watched: without it the run lacks nothing. */
  private BestEffort forWatchers(TrainingListener listener) {
    return new BestEffort(listener, problem -> complain("warning: " + problem));
  }

  private void complain(String line) {
    command.note(line);
  }

  /** Machines read the same in the lines of their own. */
  private void sayToPeople(String line) {
    if (logOptions.format == LogOptions.LogFormat.TEXT) {
      command.note(line);
    }
  }

  private void introduce(RunFolder folder) {
    command.say(
        "Device: %s (%s), %d threads, libtorch %s",
        device, device.reason(), Libtorch.threads(), Libtorch.version());
    if (config.data().drawn()) {
      command.say(
          "Data: built-in SYNTHETIC pictures, drawn by Signet: not photographs. --data takes"
              + " yours.");
    } else {
      command.say("Data: %s", data.train().name());
    }
    DataDescription.print(command, data);
    audited.audit().ifPresent(audit -> tell(audit, folder));
    command.say(
        "Network: %s (%s layout), recipe %s, %d epochs, seed %d",
        config.model().variant().title(),
        config.model().layout().label(),
        config.recipe(),
        config.training().epochs(),
        config.seed());
    source.ifPresent(
        weights ->
            config
                .transfer()
                .ifPresent(
                    transfer ->
                        TransferDescription.lines(weights, config, transfer)
                            .forEach(line -> command.say("%s", line))));
    Arithmetic arithmetic = Arithmetic.of(config.training().compute(), device);
    command.say("Precision: %s", arithmetic.describe());
    if (config.reliability().deterministic()) {
      command.say("Deterministic: %s", costOfDeterminism());
    }
    command.say("Run: %s", folder.path());
  }

  private String costOfDeterminism() {
    return device.type() == ComputeDevice.Type.CPU
        ? "on the CPU every operator in use gives the same bytes each time, so it costs nothing"
        : "slower algorithms take the place of those that do not give the same bytes each time";
  }

  /** What a score on these pictures will be worth: in short here, in full in the run's folder. */
  private void tell(DatasetAudit audit, RunFolder folder) {
    audit.write(folder.audit());
    command.say("Audit: %s.", audit.verdict());
  }

  private void conclude(RunResult result, RunFolder folder) {
    TrainingFinished finished = result.finished();
    String after =
        String.format(Locale.ROOT, "%d epochs and %d steps", finished.epochs(), finished.steps());
    switch (finished.reason()) {
      case COMPLETED -> {}
      case INTERRUPTED ->
          command.say("Interrupted after %s; the parameters were saved as they are now.", after);
      case TIME_LIMIT -> command.say("Ended by its time limit after %s.", after);
      case EARLY -> command.say("Ended early after %s, with the weights of the best epoch.", after);
    }
    if (finished.reason() != StopReason.COMPLETED && config.reliability().checkpoints().isOn()) {
      command.say("To go on: signet train --resume %s", folder.path());
    }
    if (ErrorHandling.isVerbose(command.spec.commandLine())) {
      command.note(
          String.format(Locale.ROOT, "Peak memory: %d MB", NativeMemory.peakBytes() >> 20));
    }
    sayFiles(folder);
    result.train().ifPresent(train -> sayAccuracy("Train", train.accuracy()));
    result.test().ifPresent(test -> sayAccuracy("Test", test.accuracy()));
    if (result.train().isPresent()) { // it ended in peace
      judge(folder);
      writeReport(folder);
    }
  }

  /** The page is for reading: the run is worth the same without it. */
  private void writeReport(RunFolder folder) {
    Arithmetic arithmetic = Arithmetic.of(config.training().compute(), device);
    RunEnvironment.current(device, arithmetic).write(folder.environment());
    try {
      command.say("Report: %s", RunReport.write(folder, device));
    } catch (SignetException | LinkageError | InternalError e) { // no fonts to draw charts with
      complain("warning: the report was not written: " + e.getMessage());
    }
  }

  private void judge(RunFolder folder) {
    RunJudge judged =
        RunJudge.conclude(folder, data, audited.audit().map(DatasetAudit::duplicates), device);
    judged.judgement().ifPresent(this::sayJudgement);
    judgement = judged.judgement();
    judged.fit().ifPresent(this::sayConfidence);
  }

  private void sayConfidence(ConfidenceFit fit) {
    command.say(
        "Unknown: below %.2f%%, at temperature %.3f%s; fitted on the validation part",
        fit.confidence().threshold() * 100,
        fit.confidence().temperature(),
        fit.confidence().novelty().isPresent() ? ", or unlike the training pictures" : "");
    command.say("Coverage: %s", CalibrationAnswer.coverage(fit.limits()));
  }

  private void sayJudgement(Judgement outcome) {
    command.say("Judged by %s: %s", outcome.data(), JudgementText.interval(outcome.interval()));
    outcome
        .withoutLeaked()
        .ifPresent(
            clean ->
                command.say(
                    "Without the %d pictures that the training part holds, too (%s): %.2f%%",
                    clean.leaked(), clean.leftOut(), clean.others().accuracy() * 100));
  }

  private void sayFiles(RunFolder folder) {
    command.say("Parameters: %s", folder.parameters(config.model().variant()));
    command.say("Model: %s", folder.model());
  }

  private void sayAccuracy(String part, double accuracy) {
    command.say("%s accuracy: %.2f%%", part, accuracy * 100);
  }
}
