package dev.signet.cli;

import dev.signet.InvalidValueException;
import dev.signet.artifact.RunFolder;
import dev.signet.artifact.TransferSource;
import dev.signet.config.DataConfig;
import dev.signet.config.ModelConfig;
import dev.signet.config.RunConfig;
import dev.signet.data.ConfiguredData;
import dev.signet.data.DataParts;
import dev.signet.data.ImageDataset;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.PretrainedWeights;
import dev.signet.training.TrainingBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
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
  @Mixin WeightsOptions weightsOptions = new WeightsOptions();
  @Mixin TrainingOptions trainingOptions = new TrainingOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the run, new or empty (default: runs/ARCH-DATE-TIME).")
  @Nullable Path out;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = {
        "Be done in this time, such as 90s, 2m or 1h30m: as many epochs as fit, of smaller pictures",
        "if they are too few; in place of --epochs."
      })
  @Nullable String budget;

  @Override
  public Integer call() {
    DataConfig dataConfig = dataOptions.toConfig();
    // What can be refused is refused before pictures are read and anything is written.
    trainingOptions.toConfig();
    trainingOptions.preprocessing();
    deviceOptions.check();
    Optional<Duration> time = time();
    Path path = out == null ? defaultFolder() : out;
    RunFolder.requireFree(path);
    Optional<TransferSource> source = weightsOptions.read(modelOptions);
    ComputeDevice device = deviceOptions.apply();
    announce(dataConfig);
    DataParts data = ConfiguredData.load(dataConfig, dataOptions.inputSize());
    RunConfig config = resolve(dataConfig, data, source);
    if (time.isPresent()) {
      config = planned(config, data, device, time.get());
    }
    return new TrainSession(this, config, data, device, source).run(path);
  }

  private RunConfig resolve(DataConfig dataConfig, DataParts data, Optional<TransferSource> from) {
    ImageDataset train = data.train();
    if (from.isEmpty()) {
      return trainingOptions.toRun(dataConfig, modelOptions.forPictures(train));
    }
    TransferSource source = from.get();
    PretrainedWeights weights = source.weights();
    ModelConfig model = ModelOptions.forPictures(train, weights.variant(), weights.layout());
    return trainingOptions
        .toRun(dataConfig, model)
        .withPreprocessing(trainingOptions.preprocessing(source.preprocessing()))
        .withTransfer(weightsOptions.toConfig(source, train.classes()));
  }

  private Optional<Duration> time() {
    if (budget == null) {
      return Optional.empty();
    }
    if (trainingOptions.epochs != null) {
      throw new InvalidValueException(
          "--epochs and --budget exclude each other: a budget chooses the epochs; leave one out");
    }
    try {
      Duration time = Duration.parse("PT" + budget);
      if (time.compareTo(Duration.ofSeconds(1)) >= 0) {
        return Optional.of(time);
      }
    } catch (DateTimeParseException e) {
      // The sentence below says what was expected.
    }
    throw new InvalidValueException(
        "budget (--budget) must be a time of at least 1s, such as 90s, 2m or 1h30m, but was '%s'"
            .formatted(budget));
  }

  private RunConfig planned(RunConfig config, DataParts data, ComputeDevice device, Duration time) {
    say("Budget: %s; measuring what a step takes ...", Durations.clock(time));
    TrainingBudget.Plan plan = TrainingBudget.plan(config, data, device, time);
    say(
        "Forecast: %d epochs%s, done in %s",
        plan.training().epochs(),
        plan.training().sizes().equals(config.training().sizes()) ? "" : " of smaller pictures",
        Durations.clock(plan.forecast()));
    return config.withTraining(plan.training());
  }

  private Path defaultFolder() {
    return Path.of(
        "runs",
        modelOptions.arch().label()
            + "-"
            + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())));
  }
}
