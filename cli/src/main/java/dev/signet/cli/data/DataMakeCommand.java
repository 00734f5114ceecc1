package dev.signet.cli.data;

import dev.signet.cli.console.CommandBase;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet data make}: the built-in pictures as files in the article's layout. */
@Command(
    name = "make",
    description = "Draws synthetic hands into train_signs.h5 and test_signs.h5.")
final class DataMakeCommand extends CommandBase {
  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
  Path out = Path.of("");

  @Option(
      names = "--train",
      paramLabel = "N",
      description = "Pictures to learn from (default: 1080).")
  int train = 1080;

  @Option(names = "--test", paramLabel = "N", description = "Pictures to judge by (default: 120).")
  int test = 120;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same pictures (default: 7).")
  long seed = 7;

  @Option(
      names = "--input",
      paramLabel = "3xHxW",
      description = "Size of the pictures (default: 3x64x64).")
  String input = "3x64x64";

  @Override
  public Integer call() {
    DataConfig config = new DataConfig.Synthetic(train, test, seed);
    announce(config);
    DataParts parts =
        ConfiguredData.load(config, Optional.of(InputSize.parse(input)), this::remark);
    PartFiles files = new PartFiles();
    files.folder = out;
    files
        .write(parts)
        .forEach((file, size) -> say("%s: %d synthetic pictures, seed %d", file, size, seed));
    return 0;
  }
}
