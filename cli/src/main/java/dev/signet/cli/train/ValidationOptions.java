package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.config.DataConfig;
import dev.signet.config.RunConfig;
import dev.signet.runfolder.CrossValidationFolder.Plan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Pictures that a training sets aside: to watch it by, and to learn how sure it may be. */
final class ValidationOptions {
  @Option(
      names = "--validation",
      paramLabel = "X",
      description = {
        "Set this share of each class aside for validation, above 0 and below 1: the last ones in",
        "the order of the pictures, unless --group or --numbers say otherwise."
      })
  @Nullable Double fraction;

  @Option(
      names = "--group",
      paramLabel = "sittings|runs|REGEX",
      description = {
        "With --validation or --folds: what must stay together, 'sittings' by date and time or",
        "numbers in the file names, with --validation as far as each class has several; 'runs' of",
        "consecutive numbers in them, or what a regular expression finds in them."
      })
  @Nullable String group;

  @Option(
      names = "--numbers",
      paramLabel = "FILE",
      description = {
        "With --validation or --folds: a CSV with the columns index and shot; of each class the last",
        "shots are set aside, or a block of shots is a fold."
      })
  @Nullable String numbers;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description = {
        "Cross-validate: deal the training pictures into K folds, 2 to 100, each class evenly, and",
        "train K times, each time without one fold, by which that network is judged; say mean and",
        "spread. A test part is left untouched."
      })
  @Nullable Integer folds;

  /** The pictures with the validation part that was asked for. */
  DataConfig applyTo(DataConfig data) {
    firstFold(data); // refuses what is no fold
    if (fraction == null) {
      if (folds == null && (group != null || numbers != null)) {
        throw new InvalidValueException(
            "--group and --numbers have no effect without --validation or --folds; say how large a"
                + " part to set aside (--validation), or how many folds to deal (--folds)");
      }
      return data;
    }
    if (folds != null && numbers != null) {
      throw new InvalidValueException(
          "--numbers is about all pictures, but with --folds a validation part (--validation) is set"
              + " aside from some; leave one of the three out, or give --group");
    }
    return new DataConfig.HeldOut(
        data, fraction, Optional.ofNullable(group), Optional.ofNullable(numbers));
  }

  /** The pictures of the first fold, if they are dealt into folds; else all. */
  DataConfig firstFold(DataConfig data) {
    return folds == null
        ? data
        : data.inFold(folds, 1, Optional.ofNullable(group), Optional.ofNullable(numbers));
  }

  /** The cross-validation that was asked for, of runs like this one; empty if none was. */
  Optional<Plan> plan(RunConfig run) {
    return Optional.ofNullable(folds)
        .map(
            count ->
                new Plan(count, Optional.ofNullable(group), Optional.ofNullable(numbers), run));
  }
}
