package dev.signet.studio;

import dev.signet.config.RunConfig;
import dev.signet.config.TrainingConfig;
import dev.signet.metrics.Evaluation;
import dev.signet.report.History;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A run as a row of the table; what is not known is null.
 *
 * @param name of the run
 * @param state {@code preparing}, {@code training}, {@code finished} or {@code stopped}
 * @param reason why it ended
 * @param settings what was asked for
 * @param epoch epochs that are complete
 * @param watched whether the scores are of the pictures that it is watched by, else of the training
 *     pictures
 * @param part which pictures it is watched by, {@code validation} or {@code test}
 * @param scores by epoch
 * @param judged what the finished model is worth
 * @param changed when it last got on, milliseconds since 1970
 * @param report whether there is a {@code report.html}
 * @param problems files that could not be read, and why
 */
record RunRow(
    String name,
    String state,
    @Nullable String reason,
    @Nullable Settings settings,
    int epoch,
    boolean watched,
    @Nullable String part,
    @Nullable Scores scores,
    @Nullable Judged judged,
    long changed,
    boolean report,
    List<String> problems) {
  /** What was asked for. */
  record Settings(
      String network,
      String layout,
      String recipe,
      long seed,
      int epochs,
      int batchSize,
      double learningRate,
      int height,
      int width,
      int classes) {
    static Settings of(RunConfig config) {
      TrainingConfig training = config.training();
      return new Settings(
          config.model().architecture().title(),
          config.model().layout().label(),
          config.recipe(),
          config.seed(),
          training.epochs(),
          training.batches().size(),
          training.optimizer().lr(),
          config.model().input().height(),
          config.model().input().width(),
          config.model().classes());
    }
  }

  /** The best epoch by accuracy, counted from 1, and the last one. */
  record Scores(
      @Nullable Double bestAccuracy,
      @Nullable Integer bestEpoch,
      @Nullable Double lastAccuracy,
      @Nullable Double lastLoss) {
    static Scores of(List<History.Row> rows, boolean watched) {
      ToDoubleFunction<History.Row> accuracy =
          watched ? History.Row::validationAccuracy : History.Row::trainAccuracy;
      Optional<History.Row> best =
          rows.stream()
              .filter(row -> Double.isFinite(accuracy.applyAsDouble(row)))
              // Of equals the first: later ones would have to be better.
              .max(
                  Comparator.comparingDouble(accuracy)
                      .thenComparing(Comparator.comparingInt(History.Row::epoch).reversed()));
      History.Row last = rows.get(rows.size() - 1);
      return new Scores(
          best.map(row -> accuracy.applyAsDouble(row)).orElse(null),
          best.map(row -> row.epoch() + 1).orElse(null),
          Numbers.finite(accuracy.applyAsDouble(last)),
          Numbers.finite(watched ? last.validationLoss() : last.trainLoss()));
    }
  }

  /** An evaluation in short, with the ends of its 95 % interval. */
  record Judged(
      String data, long count, double accuracy, double low, double high, @Nullable Double loss) {
    static Judged of(Evaluation evaluation) {
      return new Judged(
          evaluation.data(),
          evaluation.count(),
          evaluation.accuracy(),
          evaluation.interval().low(),
          evaluation.interval().high(),
          Numbers.finite(evaluation.loss()));
    }
  }

  /**
   * Which part pictures are of by what they are called: validation parts lie in folders or files
   * that begin so or were set aside and say so; all others were named as test parts.
   */
  private static String part(String data) {
    String last = data.substring(data.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return last.startsWith("val") || last.endsWith("(validation)") ? "validation" : "test";
  }

  static RunRow of(RunSnapshot run, Instant now) {
    List<History.Row> rows = run.history().rows();
    boolean watched = rows.stream().anyMatch(row -> Double.isFinite(row.validationAccuracy()));
    return new RunRow(
        run.name(),
        run.state(now).name().toLowerCase(Locale.ROOT),
        run.reason(now).orElse(null),
        run.config().map(Settings::of).orElse(null),
        rows.size(),
        watched,
        run.watched().map(epoch -> part(epoch.data())).orElse(null),
        rows.isEmpty() ? null : Scores.of(rows, watched),
        run.evaluation().map(Judged::of).orElse(null),
        run.changed(),
        run.files().report(),
        run.problems());
  }
}
