package dev.signet.cli.train;

import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.judge.EvaluationText;
import dev.signet.config.Json;
import dev.signet.config.RunConfig;
import dev.signet.files.AtomicFile;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.Repeats;
import dev.signet.run.RunSpec;
import dev.signet.runfolder.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** One training several times, with seeds in a row, and what the outcomes have in common. */
final class SeedRepeats {
  private final CommandBase command;
  private final RunSpec spec;
  private final Supplier<TrainSession> sessions;

  /**
   * Repeats of a run.
   *
   * @param spec of all of them, but for folder and seed
   */
  SeedRepeats(CommandBase command, RunSpec spec, Supplier<TrainSession> sessions) {
    this.command = command;
    this.spec = spec;
    this.sessions = sessions;
  }

  /**
   * Trains into {@code seed-N} folders below the folder.
   *
   * @return the exit code: that of the first run that failed, which ends the row, else 0
   */
  int run(int count) {
    Path path = spec.folder();
    RunConfig config = spec.config();
    RunFolder.create(path);
    Map<Long, Evaluation> evaluations = new LinkedHashMap<>();
    for (long seed = config.seed(); seed < config.seed() + count; seed++) {
      command.say("Seed %d: training %d of %d", seed, evaluations.size() + 1, count);
      TrainSession session = sessions.get();
      int code = session.begin(spec.with(config.withSeed(seed), path.resolve("seed-" + seed)));
      Optional<Evaluation> evaluation = session.evaluation();
      if (code != 0 || evaluation.isEmpty()) { // failed, interrupted, or out of time
        finish(evaluations, count, path);
        return code;
      }
      evaluations.put(seed, evaluation.get());
    }
    finish(evaluations, count, path);
    return 0;
  }

  private void finish(Map<Long, Evaluation> evaluations, int count, Path path) {
    if (evaluations.size() < count) {
      command.note(
          Text.of(
              "warning: only %d of %d trainings ended and were judged", evaluations.size(), count));
    }
    if (evaluations.size() > 1) {
      summarize(evaluations, path.resolve("seeds.json"));
    }
  }

  /** {@code seeds.json}. */
  private record Summary(
      String data, List<Long> seeds, List<Double> accuracies, Repeats accuracy, Repeats loss) {}

  private void summarize(Map<Long, Evaluation> evaluations, Path file) {
    Repeats accuracy = repeats(evaluations, Evaluation::accuracy);
    Repeats loss = repeats(evaluations, Evaluation::loss);
    Summary summary =
        new Summary(
            evaluations.values().iterator().next().data(),
            List.copyOf(evaluations.keySet()),
            evaluations.values().stream().map(Evaluation::accuracy).toList(),
            accuracy,
            loss);
    AtomicFile.write(file, Json.write(summary) + "\n");
    evaluations.forEach(
        (seed, evaluation) ->
            command.say(
                "Seed %d: %s, %s",
                seed,
                EvaluationText.percent(evaluation.accuracy()),
                EvaluationText.interval(evaluation.interval())));
    command.say(
        "Accuracy over %d seeds: mean %.2f%%, standard deviation %.2f, %.2f%% to %.2f%%",
        accuracy.count(),
        accuracy.mean() * 100,
        accuracy.standardDeviation() * 100,
        accuracy.min() * 100,
        accuracy.max() * 100);
    command.say(
        "Loss over %d seeds: mean %.4f, standard deviation %.4f, %.4f to %.4f",
        loss.count(), loss.mean(), loss.standardDeviation(), loss.min(), loss.max());
    command.say("Seeds: %s", file);
  }

  private static Repeats repeats(
      Map<Long, Evaluation> evaluations, ToDoubleFunction<Evaluation> figure) {
    List<Double> values = new ArrayList<>();
    evaluations.values().forEach(evaluation -> values.add(figure.applyAsDouble(evaluation)));
    return Repeats.of(values);
  }
}
