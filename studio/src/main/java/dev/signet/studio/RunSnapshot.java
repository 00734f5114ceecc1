package dev.signet.studio;

import dev.signet.config.RunConfig;
import dev.signet.metrics.Evaluation;
import dev.signet.report.History;
import dev.signet.runfolder.RunProgress;
import dev.signet.runfolder.WatchedEpoch;
import dev.signet.training.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run's folder held at one moment.
 *
 * @param name of the run
 * @param config what was asked for; empty as long as the training is being prepared
 * @param progress where the training is; runs of before there was such a file have none
 * @param history what each epoch reached
 * @param watched what was said after the last epoch
 * @param evaluation what the finished model is worth
 * @param files which of the others are there
 * @param changed when the run last got on, milliseconds since 1970
 * @param problems files that could not be read, and why
 */
record RunSnapshot(
    String name,
    Optional<RunConfig> config,
    Optional<RunProgress> progress,
    History history,
    Optional<WatchedEpoch> watched,
    Optional<Evaluation> evaluation,
    Files files,
    long changed,
    List<String> problems) {
  /** What {@code progress.json} says of a training that did all that was asked for. */
  private static final Set<String> DONE =
      Set.of(StopReason.COMPLETED.label(), StopReason.EARLY.label());

  /** Whether these files are there. */
  record Files(boolean model, boolean report) {}

  /** What becomes of a run. */
  enum State {
    /** Its training has not begun to write. */
    PREPARING,
    /** It gets on. */
    TRAINING,
    /** All that was asked for was done. */
    FINISHED,
    /** It ended before, by a signal, its time limit, an error or with its process. */
    STOPPED
  }

  RunSnapshot {
    problems = List.copyOf(problems);
  }

  /** Whether nothing can be said of it, but why. */
  boolean isUnreadable() {
    return config.isEmpty() && !problems.isEmpty();
  }

  State state(Instant now) {
    if (config.isEmpty()) {
      return State.PREPARING;
    }
    if (progress.isPresent()) {
      if (progress.get().isUnderWay(now)) {
        return State.TRAINING;
      }
      return DONE.contains(progress.get().state()) ? State.FINISHED : State.STOPPED;
    }
    boolean all = history.rows().size() >= config.get().training().epochs();
    return evaluation.isPresent() || (all && files.model()) ? State.FINISHED : State.STOPPED;
  }

  /** Why it ended as {@code progress.json} says it: {@code killed} if its process just vanished. */
  Optional<String> reason(Instant now) {
    return progress
        .filter(each -> !each.isUnderWay(now))
        .map(each -> each.state().equals(RunProgress.TRAINING) ? "killed" : each.state());
  }
}
