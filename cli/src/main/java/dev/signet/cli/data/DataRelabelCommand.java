package dev.signet.cli.data;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.DataOptions;
import dev.signet.config.DataConfig;
import dev.signet.data.DataParts;
import dev.signet.data.Relabelling;
import dev.signet.data.configured.ConfiguredData;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet data relabel}: new labels from a CSV file. */
@Command(
    name = "relabel",
    description = {
      "Gives training pictures new labels and writes all parts as HDF5.",
      "The labels are those in the column new_label of the CSV file that 'data audit --model'",
      "wrote; rows where it is empty stay as they are."
    })
final class DataRelabelCommand extends CommandBase {
  @Mixin DataOptions dataOptions = new DataOptions();

  @Option(
      names = "--faults",
      required = true,
      paramLabel = "FILE",
      description = "CSV with the columns index, label and new_label.")
  Path faults = Path.of("");

  @Mixin PartFiles files = new PartFiles();

  @Override
  public Integer call() {
    DataConfig config = dataOptions.toConfig();
    announce(config);
    DataParts data = ConfiguredData.loadOnce(config, dataOptions.inputSize(), this::remark);
    Relabelling relabelling = Relabelling.read(faults, data.train());
    DataParts changed =
        new DataParts(relabelling.apply(data.train()), data.validation(), data.test());
    files.write(changed, this);
    say("New labels: %d of %d training pictures", relabelling.labels().size(), data.train().size());
    return 0;
  }
}
