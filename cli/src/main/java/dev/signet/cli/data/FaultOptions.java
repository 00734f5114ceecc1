package dev.signet.cli.data;

import dev.signet.InvalidValueException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The search for wrong labels. */
final class FaultOptions {
  @Option(
      names = "--model",
      paramLabel = "RUN",
      description = {
        "Rank training pictures by how likely their label is wrong: networks are trained as this",
        "run was, each on a part of its pictures, and asked about the others."
      })
  @Nullable Path model;

  @Option(
      names = "--folds",
      paramLabel = "N",
      description = "With --model: networks to train, 2 to 100 (default: 4).")
  @Nullable Integer folds;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = {
        "With --model: epochs of each training (default: the run's, but at least 16, and 24 of",
        "tiny)."
      })
  @Nullable Integer epochs;

  @Option(
      names = "--faults",
      paramLabel = "FILE",
      description = {
        "With --model: the ranking, a CSV to edit; never replaced (default: label-faults.csv)."
      })
  @Nullable Path faults;

  /** Refuses what has no effect. */
  void check() {
    if (model == null && Stream.of(folds, epochs, faults).anyMatch(given -> given != null)) {
      throw new InvalidValueException(
          "--folds, --epochs and --faults have no effect without --model; add that or leave them"
              + " out");
    }
  }
}
