package dev.signet.cli.train;

import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.judge.EvaluationText;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.metrics.Repeats;
import dev.signet.run.AuditedData;
import dev.signet.run.CrossValidation;
import dev.signet.run.RunSpec;
import dev.signet.run.StoppedRun;
import dev.signet.runfolder.CrossValidationFolder;
import dev.signet.runfolder.CrossValidationFolder.Plan;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunLock;
import dev.signet.training.StoppingRule;
import java.nio.file.Files;
import java.util.function.Supplier;

/** A cross-validation as its user sees it: a run for each fold, and what they have in common. */
final class FoldRuns {
  private final CommandBase command;
  private final Plan plan;
  private final DataParts whole;
  private final boolean audited;
  private final ComputeDevice device;
  private final StoppingRule limit;
  private final Supplier<TrainSession> sessions;

  /**
   * Runs of a plan.
   *
   * @param whole the pictures before they are dealt into folds
   * @param like says how each fold is computed and when the row ends early; all else is the plan's
   */
  FoldRuns(
      CommandBase command,
      Plan plan,
      DataParts whole,
      boolean audited,
      RunSpec like,
      Supplier<TrainSession> sessions) {
    this.command = command;
    this.plan = plan;
    this.whole = whole;
    this.audited = audited;
    this.device = like.device();
    this.limit = like.stop();
    this.sessions = sessions;
  }

  /**
   * Trains the folds that have not been judged yet into {@code fold-N} folders: those that were
   * stopped go on, the others begin.
   *
   * @return the exit code: that of the first run that failed, which ends the row, else 0
   */
  int run(CrossValidationFolder folder) {
    try (RunLock lock = folder.lock()) {
      return runLocked(folder);
    }
  }

  private int runLocked(CrossValidationFolder folder) {
    try {
      whole
          .test()
          .ifPresent(
              test ->
                  command.say(
                      "Folds: %d of %s; %s is left untouched",
                      plan.folds(), whole.train().name(), test.name()));
      for (int number = 1; number <= plan.folds(); number++) {
        if (folder.isJudged(number)) {
          command.say("Fold %d: trained and judged before", number);
          continue;
        }
        command.say("Fold %d: training %d of %d", number, number, plan.folds());
        int code = train(folder.fold(number), number);
        if (code != 0 || !folder.isJudged(number)) { // failed, interrupted, or out of time
          command.note(
              Text.of(
                  "warning: only %d of %d folds were judged; to go on: signet train --resume %s",
                  number - 1, plan.folds(), folder.path()));
          return code;
        }
      }
      print(CrossValidation.conclude(folder, plan, whole), folder);
      return 0;
    } finally {
      folder.discardIfEmpty(plan);
    }
  }

  private int train(RunFolder fold, int number) {
    RunConfig config = plan.run(number).withThreads(Libtorch.threads());
    DataParts parts = ConfiguredData.parts(whole, config.data());
    RunSpec spec = new RunSpec(fold.path(), config, new AuditedData(parts, audited), device, limit);
    if (!Files.exists(fold.config())) {
      return sessions.get().begin(spec);
    }
    try (StoppedRun stopped = StoppedRun.open(fold.path(), command::warn)) {
      stopped.otherEnvironment(config, device).ifPresent(command::warn);
      return sessions.get().goOn(stopped, spec);
    }
  }

  private void print(CrossValidation all, CrossValidationFolder folder) {
    for (CrossValidation.Fold fold : all.folds()) {
      command.say(
          "Fold %d: %.2f%%, balanced %.2f%%, %d of %d pictures",
          fold.fold(),
          fold.accuracy() * 100,
          fold.balancedAccuracy() * 100,
          fold.correct(),
          fold.count());
    }
    say("Accuracy", all.accuracy());
    say("Balanced accuracy", all.balancedAccuracy());
    command.say(
        "Loss over %d folds: mean %.4f, standard deviation %.4f, %.4f to %.4f",
        all.loss().count(),
        all.loss().mean(),
        all.loss().standardDeviation(),
        all.loss().min(),
        all.loss().max());
    command.say(
        "Out of fold: %d of %d pictures, %.2f%%, %s%s",
        all.outOfFold().correct(),
        all.outOfFold().count(),
        all.outOfFold().accuracy() * 100,
        EvaluationText.interval(all.outOfFold().interval()),
        plan.group().isPresent() ? ", too narrow as far as a group's pictures are alike" : "");
    command.say("Folds: %s", folder.summary());
    command.say("Predictions: %s", folder.predictions());
  }

  private void say(String what, Repeats figure) {
    command.say(
        "%s over %d folds: mean %.2f%%, standard deviation %.2f, %.2f%% to %.2f%%",
        what,
        figure.count(),
        figure.mean() * 100,
        figure.standardDeviation() * 100,
        figure.min() * 100,
        figure.max() * 100);
  }
}
