package dev.signet.cli.train;

import dev.signet.cli.console.CommandBase;
import dev.signet.metrics.Evaluation;
import dev.signet.model.TransferSource;
import dev.signet.run.Run;
import dev.signet.run.RunResult;
import dev.signet.run.RunSpec;
import dev.signet.run.StoppedRun;
import dev.signet.runfolder.TrainingPosition;
import dev.signet.training.StoppingRule;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** One run as its user sees it: told line by line, and ended cleanly by a signal. */
final class TrainSession {
  private final CommandBase command;
  private final LogOptions logOptions;
  private final Optional<TransferSource> source;
  private Optional<Evaluation> evaluation = Optional.empty();

  /**
   * A session.
   *
   * @param source of the weights that the run begins with
   */
  TrainSession(CommandBase command, LogOptions logOptions, Optional<TransferSource> source) {
    this.command = command;
    this.logOptions = logOptions;
    this.source = source;
  }

  /**
   * Trains into a new folder.
   *
   * @return the exit code: 1 after a failure, which was said, or if a report is incomplete
   */
  int begin(RunSpec spec) {
    return guarded(spec, Run::train);
  }

  /** Goes on with a run, from a checkpoint or else from its beginning. */
  int goOn(StoppedRun stopped, RunSpec spec) {
    return guarded(
        spec,
        (again, lines) -> {
          command.say(
              "Going on from %s",
              stopped
                  .position()
                  .map(TrainingPosition::describe)
                  .orElse("the beginning: there is no checkpoint yet"));
          return stopped.resume(again, lines);
        });
  }

  /** What the finished model is worth; empty if it did not come to that. */
  Optional<Evaluation> evaluation() {
    return evaluation;
  }

  private int guarded(RunSpec spec, BiFunction<RunSpec, RunLines, RunResult> training) {
    return command.untilStopped(
        "stopping after this step; the parameters will be saved. Once more stops at once",
        stop -> {
          try (RunLines lines = new RunLines(command, logOptions, spec, source)) {
            RunSpec stoppable = spec.stoppedBy(StoppingRule.firstOf(List.of(stop, spec.stop())));
            RunResult result = training.apply(stoppable, lines);
            evaluation = result.evaluation();
            return result.complete() ? 0 : 1;
          }
        });
  }
}
