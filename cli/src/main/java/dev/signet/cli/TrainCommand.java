package dev.signet.cli;

import dev.signet.artifact.RunFolder;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.config.RunConfig;
import dev.signet.data.ConfiguredData;
import dev.signet.data.DataParts;
import dev.signet.data.ImageDataset;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.reporting.CsvHistory;
import dev.signet.reporting.LossCurve;
import dev.signet.reporting.TensorBoardReport;
import dev.signet.training.EpochCompleted;
import dev.signet.training.RunResult;
import dev.signet.training.StopSignal;
import dev.signet.training.TrainingListener;
import dev.signet.training.TrainingRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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
    Path path = out == null ? defaultFolder() : out;
    RunFolder.requireFree(path);
    ComputeDevice device = deviceOptions.apply();
    DataParts data = ConfiguredData.load(dataConfig, dataOptions.inputSize());
    RunConfig config = resolve(dataConfig, data.train());
    RunFolder folder = RunFolder.create(path);
    AtomicBoolean worthKeeping = new AtomicBoolean();
    try {
      introduce(config, data, device, folder);
      conclude(train(config, data, device, folder, worthKeeping), folder, config);
    } finally {
      if (!worthKeeping.get() && !Files.exists(folder.model())) {
        folder.discard();
      }
    }
    return 0;
  }

  private RunResult train(
      RunConfig config,
      DataParts data,
      ComputeDevice device,
      RunFolder folder,
      AtomicBoolean worthKeeping) {
    TrainingListener keeper =
        new TrainingListener() {
          @Override
          public void epochCompleted(EpochCompleted event) {
            worthKeeping.set(true);
          }
        };
    StopSignal stop = new StopSignal();
    LossCurve curve = new LossCurve(folder.lossCurve(), problem -> err().println(problem));
    try (InterruptGuard guard = InterruptGuard.install(stop, err());
        TensorBoardReport tensorBoard = new TensorBoardReport(folder.path());
        CsvHistory history = new CsvHistory(folder.history());
        ProgressReport progress = new ProgressReport(out(), err())) {
      return new TrainingRun(config, data, folder, device)
          .execute(List.of(keeper, tensorBoard, history, curve, progress), stop);
    }
  }

  private RunConfig resolve(DataConfig dataConfig, ImageDataset train) {
    ModelConfig model =
        new ModelConfig(
            modelOptions.arch,
            modelOptions.layout,
            new InputSize(ImageDataset.CHANNELS, train.height(), train.width()),
            train.classes().size());
    return RunConfig.of(trainingOptions.recipe, dataConfig, model, trainingOptions.seed)
        .withTraining(trainingOptions.toConfig())
        .withPreprocessing(trainingOptions.preprocessing());
  }

  private Path defaultFolder() {
    return Path.of(
        "runs",
        modelOptions.arch.label() + "-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
  }

  private void introduce(RunConfig config, DataParts data, ComputeDevice device, RunFolder folder) {
    say(
        "Device: %s (%s), %d threads, libtorch %s",
        device, device.reason(), Libtorch.threads(), Libtorch.version());
    if (config.data() instanceof DataConfig.Synthetic) {
      say(
          "Data: built-in SYNTHETIC pictures, drawn by Signet: not photographs. --data takes yours.");
    } else {
      say("Data: %s", data.train().name());
    }
    DataDescription.print(this, data);
    say(
        "Network: %s (%s layout), recipe %s, %d epochs, seed %d",
        config.model().variant().title(),
        config.model().layout().label(),
        config.recipe(),
        config.training().epochs(),
        config.seed());
    say("Run: %s", folder.path());
  }

  private void conclude(RunResult result, RunFolder folder, RunConfig config) {
    if (result.finished().interrupted()) {
      say(
          "Interrupted after %d epochs and %d steps; the parameters were saved as they are now.",
          result.finished().epochs(), result.finished().steps());
    }
    say("Parameters: %s", folder.parameters(config.model().variant()));
    say("Model: %s", folder.model());
    result.train().ifPresent(train -> say("Train accuracy: %.2f%%", train.accuracy() * 100));
    result.test().ifPresent(test -> say("Test accuracy: %.2f%%", test.accuracy() * 100));
  }
}
