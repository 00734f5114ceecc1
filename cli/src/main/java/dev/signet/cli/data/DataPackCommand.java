package dev.signet.cli.data;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.LabelsOptions;
import dev.signet.cli.options.PictureOptions;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet data pack}: a folder per class as HDF5 in the article's layout. */
@Command(
    name = "pack",
    description = "Packs a folder with a folder per class into train_*.h5 (and test_*.h5).")
final class DataPackCommand extends CommandBase {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Folder with a folder per class, optionally under train/ and test/.")
  String data = "";

  @Mixin PartFiles files = new PartFiles();

  @Option(
      names = "--input",
      paramLabel = "3xHxW",
      description = "Size that pictures are resized to (default: 3x64x64).")
  String input = "3x64x64";

  @Mixin LabelsOptions labels = new LabelsOptions();

  @Option(
      names = "--plain",
      description = {
        "Write the pictures in one piece, without compression, which trainings read fastest; so are",
        "more pictures than there is memory to compress."
      })
  boolean plain;

  @Mixin PictureOptions pictureOptions = new PictureOptions();

  @Override
  public Integer call() {
    DataConfig config = pictureOptions.files(data).withLabels(labels.given());
    announce(config);
    DataParts parts =
        ConfiguredData.loadOnce(config, Optional.of(InputSize.parse(input)), this::remark);
    files.write(parts, plain, this);
    return 0;
  }
}
