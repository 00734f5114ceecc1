package dev.signet.studio;

import dev.signet.metrics.ClassScores;
import dev.signet.metrics.Evaluation;
import dev.signet.report.History;
import dev.signet.runfolder.RunProgress;
import dev.signet.runfolder.WatchedEpoch;
import dev.signet.runfolder.WatchedEpoch.Sample;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** All that a page shows of one run, in parts that change at different times. */
final class RunParts {
  private RunParts() {}

  /** Where the training is. */
  private record Progress(
      int epoch,
      int epochs,
      long step,
      int stepsPerEpoch,
      @Nullable Double picturesPerSecond,
      @Nullable Double secondsLeft,
      RunProgress.Steps steps) {
    static Progress of(RunProgress progress) {
      return new Progress(
          progress.epoch(),
          progress.epochs(),
          progress.step(),
          progress.stepsPerEpoch(),
          Numbers.finite(progress.picturesPerSecond()),
          Numbers.finite(progress.secondsLeft()),
          progress.steps());
    }
  }

  /** Epochs in columns; null is what was not measured. */
  private record Epochs(
      List<Integer> epoch,
      List<@Nullable Double> trainLoss,
      List<@Nullable Double> trainAccuracy,
      List<@Nullable Double> validationLoss,
      List<@Nullable Double> validationAccuracy,
      List<@Nullable Double> learningRate) {
    static Epochs of(List<History.Row> rows) {
      return new Epochs(
          rows.stream().map(row -> row.epoch() + 1).toList(),
          column(rows, History.Row::trainLoss),
          column(rows, History.Row::trainAccuracy),
          column(rows, History.Row::validationLoss),
          column(rows, History.Row::validationAccuracy),
          column(rows, History.Row::learningRate));
    }

    private static List<@Nullable Double> column(
        List<History.Row> rows, ToDoubleFunction<History.Row> value) {
      return rows.stream().map(row -> Numbers.finite(value.applyAsDouble(row))).toList();
    }
  }

  /** Counts by true (rows) and predicted class, after an epoch or, without one, of the model. */
  private record Matrix(
      String data, @Nullable Integer epoch, List<String> classes, List<List<Long>> counts) {
    static Matrix of(WatchedEpoch watched) {
      return new Matrix(
          watched.data(), watched.epoch() + 1, watched.classes(), watched.confusion());
    }

    static Matrix of(Evaluation evaluation) {
      List<List<Long>> counts = evaluation.byClass().confusion();
      return new Matrix(
          evaluation.data(),
          null,
          evaluation.byClass().scores().stream().map(ClassScores::label).toList(),
          counts.size() > WatchedEpoch.MOST_CLASSES ? List.of() : counts);
    }
  }

  /** Pictures and what was said of them after an epoch. */
  private record Samples(String data, int epoch, List<Sample> samples, List<Sample> mistakes) {
    static Samples of(WatchedEpoch watched) {
      return new Samples(
          watched.data(), watched.epoch() + 1, watched.samples(), watched.mistakes());
    }
  }

  /** The parts by name: {@code run}, and what there is of the others. */
  static Map<String, Object> of(RunSnapshot run, Instant now) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("run", RunRow.of(run, now));
    run.progress().ifPresent(progress -> parts.put("progress", Progress.of(progress)));
    parts.put("history", Epochs.of(run.history().rows()));
    Optional<Matrix> matrix =
        run.evaluation().map(Matrix::of).or(() -> run.watched().map(Matrix::of));
    matrix.ifPresent(each -> parts.put("matrix", each));
    run.watched().ifPresent(watched -> parts.put("samples", Samples.of(watched)));
    return parts;
  }
}
