package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.config.DataConfig;
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
        "With --validation: what must stay together, 'sittings' by date and time or numbers in the",
        "file names, as far as each class has several; 'runs' of consecutive numbers in them, or",
        "what a regular expression finds in them."
      })
  @Nullable String group;

  @Option(
      names = "--numbers",
      paramLabel = "FILE",
      description = {
        "With --validation: a CSV with the columns index and shot; of each class the last shots",
        "are set aside."
      })
  @Nullable String numbers;

  /** The pictures with the validation part that was asked for. */
  DataConfig applyTo(DataConfig data) {
    if (fraction == null) {
      if (group != null || numbers != null) {
        throw new InvalidValueException(
            "--group and --numbers have no effect without --validation; say how large a part to"
                + " set aside (--validation)");
      }
      return data;
    }
    return new DataConfig.HeldOut(
        data, fraction, Optional.ofNullable(group), Optional.ofNullable(numbers));
  }
}
