package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.cli.console.Durations;
import dev.signet.cli.console.Names;
import dev.signet.config.CheckpointCadence;
import dev.signet.config.CheckpointConfig;
import dev.signet.config.ReliabilityConfig;
import dev.signet.config.StoppingConfig;
import dev.signet.config.WatchedMetric;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a training ends early, and what it does against losing anything. */
final class ReliabilityOptions {
  @Option(
      names = "--patience",
      paramLabel = "N",
      description = {
        "End after so many epochs without a better one, with the weights of the best; 0 trains to",
        "the last epoch and keeps the last weights (default: 0)."
      })
  @Nullable Integer patience;

  @Option(
      names = "--best-by",
      paramLabel = "METRIC",
      completionCandidates = Names.Metrics.class,
      description = {
        "What the best epoch is best by: ${COMPLETION-CANDIDATES} (default: validation-loss, or",
        "train-loss without a validation part)."
      })
  @Nullable WatchedMetric bestBy;

  @Option(
      names = "--min-delta",
      paramLabel = "X",
      description = "By how much an epoch must be better, 0 to 1 (default: 0).")
  @Nullable Double minDelta;

  @Option(
      names = "--skip-nonfinite",
      paramLabel = "N",
      description = {
        "Leave out up to so many steps in a row whose loss is NaN or infinite; one more ends the",
        "training with the last good weights (default: 0)."
      })
  @Nullable Integer skipNonFinite;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "auto|N|TIME|never",
      description = {
        "How often to save all that is needed to go on: every N epochs, or a time such as 30s or",
        "10m; auto is as often as takes 2 %% of the time (default: auto)."
      })
  @Nullable String checkpointEvery;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Checkpoints that are kept, 1 to 1000 (default: 2).")
  @Nullable Integer keep;

  @Option(
      names = "--deterministic",
      negatable = true,
      description = {
        "Refuse operators that do not give the same bytes every time. On the processor all do, at",
        "no cost; on CUDA it may take time (default: no)."
      })
  @Nullable Boolean deterministic;

  @Option(
      names = "--max-native-growth",
      paramLabel = "MB",
      description = {
        "Once native memory has grown by so many megabytes after warm-up, or 1,000 native objects",
        "were left over, look which places leave objects, and end with their names if there are any;",
        "0 does not look (default: 64)."
      })
  @Nullable Double maxNativeGrowth;

  /** What was there before, with the values that the user gave. */
  ReliabilityConfig apply(ReliabilityConfig before) {
    StoppingConfig stopping = before.stopping();
    CheckpointConfig checkpoints = before.checkpoints();
    return new ReliabilityConfig(
        new StoppingConfig(
            bestBy == null ? stopping.metric() : Optional.of(bestBy),
            patience == null ? stopping.patience() : patience,
            minDelta == null ? stopping.minDelta() : minDelta),
        skipNonFinite == null ? before.nonFiniteSteps() : skipNonFinite,
        new CheckpointConfig(
            checkpointEvery == null ? checkpoints.every() : cadence(checkpointEvery),
            keep == null ? checkpoints.keep() : keep),
        deterministic == null ? before.deterministic() : deterministic,
        maxNativeGrowth == null ? before.maxNativeGrowth() : maxNativeGrowth);
  }

  private static CheckpointCadence cadence(String word) {
    if (word.equals("auto")) {
      return CheckpointConfig.DEFAULT.every();
    }
    if (word.equals("never")) {
      return new CheckpointCadence.Never();
    }
    try {
      return new CheckpointCadence.Epochs(Integer.parseInt(word));
    } catch (NumberFormatException e) {
      return Durations.parse(word)
          .map(time -> new CheckpointCadence.Time(time.toMillis() / 1e3))
          .orElseThrow(
              () ->
                  new InvalidValueException(
                      ("checkpoints (--checkpoint-every) must be auto, never, a number of epochs or"
                              + " a time such as 30s or 10m, but were '%s'")
                          .formatted(word)));
    }
  }
}
