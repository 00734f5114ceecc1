package dev.signet.studio;

import dev.signet.config.RunConfig;
import dev.signet.runfolder.RunProgress;
import dev.signet.studio.project.Words;
import dev.signet.studio.training.Training;
import dev.signet.studio.training.Trainings;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A training as a page shows it; what is not known is null.
 *
 * @param name of its run
 * @param state {@code waiting}, {@code preparing}, {@code training}, {@code concluding}, {@code
 *     pausing}, {@code paused}, {@code stopped}, {@code finished} or {@code failed}
 * @param seconds that it may take
 * @param asked when it was asked for, milliseconds since 1970
 * @param problem why it failed
 * @param network title
 * @param share of its steps that are done
 * @param epoch epochs that are complete
 * @param epochs of all
 * @param picturesPerSecond that it learns from now
 * @param secondsLeft forecast
 * @param accuracy of the last epoch, of the pictures that it is judged by
 * @param judged what the finished model is worth
 * @param model whether there is one
 */
record TrainingRow(
    String name,
    String state,
    int seconds,
    long asked,
    @Nullable Words problem,
    @Nullable String network,
    @Nullable Double share,
    @Nullable Integer epoch,
    @Nullable Integer epochs,
    @Nullable Double picturesPerSecond,
    @Nullable Double secondsLeft,
    @Nullable Double accuracy,
    RunRow.@Nullable Judged judged,
    boolean model) {
  static TrainingRow of(Training training, Optional<RunSnapshot> run, Trainings all, Instant now) {
    String state = stateOf(training, run, now);
    Optional<RunProgress> progress = run.flatMap(RunSnapshot::progress);
    @Nullable RunRow row = run.map(it -> RunRow.of(it, now)).orElse(null);
    boolean active = state.equals("training");
    return new TrainingRow(
        training.name(),
        state,
        training.wish().seconds(),
        training.asked(),
        state.equals("failed")
            ? all.problem(training.name()).map(Words::ofCommand).orElse(null)
            : null,
        run.flatMap(RunSnapshot::config)
            .map(TrainingRow::networkOf)
            .orElse(training.wish().network().orElse(null)),
        progress.map(TrainingRow::shareOf).orElse(null),
        row == null ? null : row.epoch(),
        progress.map(RunProgress::epochs).orElse(null),
        active ? progress.map(it -> Numbers.finite(it.picturesPerSecond())).orElse(null) : null,
        active ? progress.map(it -> Numbers.finite(it.secondsLeft())).orElse(null) : null,
        row == null || row.scores() == null ? null : row.scores().lastAccuracy(),
        row == null ? null : row.judged(),
        run.filter(it -> it.files().model()).isPresent());
  }

  private static String networkOf(RunConfig config) {
    return config.model().architecture().title();
  }

  private static double shareOf(RunProgress progress) {
    double steps = (double) progress.stepsPerEpoch() * progress.epochs();
    return steps == 0 ? 0 : Math.min(1, progress.step() / steps);
  }

  private static String stateOf(Training training, Optional<RunSnapshot> run, Instant now) {
    if (training.turn() == Training.Turn.WAITING) {
      return "waiting";
    }
    RunSnapshot.State seen = run.map(it -> it.state(now)).orElse(RunSnapshot.State.PREPARING);
    boolean told = training.turn() != Training.Turn.STARTED;
    if (training.isRunning()) {
      if (told) {
        return "pausing";
      }
      return switch (seen) {
        case PREPARING -> "preparing";
        case TRAINING -> "training";
        case FINISHED -> "concluding";
        case STOPPED -> "preparing"; // it goes on, and has not said so yet
      };
    }
    if (seen == RunSnapshot.State.FINISHED) {
      return "finished";
    }
    if (told) {
      return training.turn() == Training.Turn.PAUSED ? "paused" : "stopped";
    }
    boolean lost = run.flatMap(it -> it.reason(now)).filter(TrainingRow::canGoOn).isPresent();
    return lost ? "paused" : "failed";
  }

  /** It was interrupted from elsewhere, or its machine went down: it can go on. */
  private static boolean canGoOn(String reason) {
    return reason.equals("killed") || reason.equals("interrupted");
  }
}
