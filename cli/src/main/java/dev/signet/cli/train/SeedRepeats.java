package dev.signet.cli.train;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Json;
import dev.signet.cli.judge.JudgementText;
import dev.signet.config.RunConfig;
import dev.signet.files.AtomicFile;
import dev.signet.metrics.Judgement;
import dev.signet.metrics.Repeats;
import dev.signet.run.RunSpec;
import dev.signet.runfolder.RunFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    Map<Long, Judgement> judgements = new LinkedHashMap<>();
    for (long seed = config.seed(); seed < config.seed() + count; seed++) {
      command.say("Seed %d: training %d of %d", seed, judgements.size() + 1, count);
      TrainSession session = sessions.get();
      int code = session.begin(spec.with(config.withSeed(seed), path.resolve("seed-" + seed)));
      Optional<Judgement> judgement = session.judgement();
      if (code != 0 || judgement.isEmpty()) { // failed, interrupted, or out of time
        finish(judgements, count, path);
        return code;
      }
      judgements.put(seed, judgement.get());
    }
    finish(judgements, count, path);
    return 0;
  }

  private void finish(Map<Long, Judgement> judgements, int count, Path path) {
    if (judgements.size() < count) {
      command.note(
          String.format(
              Locale.ROOT,
              "warning: only %d of %d trainings ended and were judged",
              judgements.size(),
              count));
    }
    if (judgements.size() > 1) {
      summarize(judgements, path.resolve("seeds.json"));
    }
  }

  private void summarize(Map<Long, Judgement> judgements, Path file) {
    Repeats accuracy = repeats(judgements, Judgement::accuracy);
    Repeats loss = repeats(judgements, Judgement::loss);
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("data", judgements.values().iterator().next().data());
    summary.put("seeds", judgements.keySet());
    summary.put("accuracies", judgements.values().stream().map(Judgement::accuracy).toList());
    summary.put("accuracy", answer(accuracy));
    summary.put("loss", answer(loss));
    AtomicFile.write(
        file, out -> out.write((Json.write(summary) + "\n").getBytes(StandardCharsets.UTF_8)));
    judgements.forEach(
        (seed, judgement) ->
            command.say(
                "Seed %d: %s, %s",
                seed,
                JudgementText.percent(judgement.accuracy()),
                JudgementText.interval(judgement.interval())));
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
      Map<Long, Judgement> judgements, ToDoubleFunction<Judgement> figure) {
    List<Double> values = new ArrayList<>();
    judgements.values().forEach(judgement -> values.add(figure.applyAsDouble(judgement)));
    return Repeats.of(values);
  }

  private static Map<String, Object> answer(Repeats repeats) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("mean", repeats.mean());
    answer.put("standard_deviation", repeats.standardDeviation());
    answer.put("min", repeats.min());
    answer.put("max", repeats.max());
    return answer;
  }
}
