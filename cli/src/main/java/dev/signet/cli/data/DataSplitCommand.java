package dev.signet.cli.data;

import dev.signet.InvalidValueException;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.DataOptions;
import dev.signet.config.DataConfig;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.data.split.PhotoNumbers;
import dev.signet.data.split.Split;
import dev.signet.data.split.Splits;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet data split}: a part set aside, class by class. */
@Command(
    name = "split",
    description = {
      "Sets a part of the training pictures aside as test pictures.",
      "It is the same share of each class, and both are written as HDF5. Pictures of one group or",
      "block stay together, so that near duplicates do not end up on both sides."
    })
final class DataSplitCommand extends CommandBase {
  @Mixin DataOptions dataOptions = new DataOptions();

  @Mixin PartFiles files = new PartFiles();

  @Option(
      names = "--fraction",
      paramLabel = "X",
      description = "Share that is set aside, above 0 and below 1 (default: 0.1).")
  double fraction = 0.1;

  @Option(
      names = "--group",
      paramLabel = "sittings|runs|REGEX",
      description = {
        "What must stay together: 'sittings' by date and time or numbers in the file names, as far",
        "as each class has several; 'runs' of consecutive numbers in them, or what a regular",
        "expression finds in them (its group if it has one)."
      })
  @Nullable String group;

  @Option(
      names = "--numbers",
      paramLabel = "FILE",
      description = {
        "A CSV with the columns index and shot: of each class the last shots in a row are set",
        "aside."
      })
  @Nullable Path numbers;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the choice (default: 0).")
  long seed;

  @Override
  public Integer call() {
    if (!(fraction > 0 && fraction < 1)) {
      throw new InvalidValueException("--fraction must be above 0 and below 1 but was " + fraction);
    }
    if (group != null && numbers != null) {
      throw new InvalidValueException("give either --group or --numbers, not both");
    }
    DataConfig config = dataOptions.toConfig();
    announce(config);
    ImageSource pictures =
        ConfiguredData.loadOnce(config, dataOptions.inputSize(), this::remark).train();
    Split split = split(pictures);
    DataParts parts =
        new DataParts(split.kept(pictures), Optional.empty(), Optional.of(split.heldOut(pictures)));
    files.write(parts, this);
    return 0;
  }

  private Split split(ImageSource pictures) {
    if (numbers != null) {
      return Splits.byBlock(pictures, PhotoNumbers.fromCsv(numbers, pictures), fraction);
    }
    return group == null
        ? Splits.byClass(pictures, fraction, seed)
        : Splits.together(group, pictures, fraction, seed);
  }
}
