package dev.signet.cli;

import dev.signet.artifact.RunFolder;
import dev.signet.config.DataConfig;
import dev.signet.config.RunConfig;
import dev.signet.data.ConfiguredData;
import dev.signet.data.DataParts;
import dev.signet.libtorch.ComputeDevice;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet train}: from pictures to a trained network. */
@Command(
    name = "train",
    description = "Trains a network and saves it with all that is known of it.")
final class TrainCommand extends CommandBase {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Mixin DataOptions dataOptions = new DataOptions();
  @Mixin ModelOptions modelOptions = new ModelOptions();
  @Mixin TrainingOptions trainingOptions = new TrainingOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the run, new or empty (default: runs/ARCH-DATE-TIME).")
  @Nullable Path out;

  @Override
  public Integer call() {
    DataConfig dataConfig = dataOptions.toConfig();
    // What can be refused is refused before pictures are read and anything is written.
    trainingOptions.toConfig();
    trainingOptions.preprocessing();
    deviceOptions.check();
    Path path = out == null ? defaultFolder() : out;
    RunFolder.requireFree(path);
    ComputeDevice device = deviceOptions.apply();
    announce(dataConfig);
    DataParts data = ConfiguredData.load(dataConfig, dataOptions.inputSize());
    RunConfig config = trainingOptions.toRun(dataConfig, modelOptions.forPictures(data.train()));
    return new TrainSession(this, config, data, device).run(path);
  }

  private Path defaultFolder() {
    return Path.of(
        "runs",
        modelOptions.arch.label() + "-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
  }
}
