package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Durations;
import dev.signet.cli.options.DataOptions;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.ModelOptions;
import dev.signet.config.DataConfig;
import dev.signet.config.ModelConfig;
import dev.signet.config.Ranges;
import dev.signet.config.ReliabilityConfig;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.model.PretrainedWeights;
import dev.signet.model.TransferSource;
import dev.signet.run.AuditedData;
import dev.signet.run.RunSpec;
import dev.signet.run.StoppedRun;
import dev.signet.runfolder.CrossValidationFolder;
import dev.signet.runfolder.CrossValidationFolder.Plan;
import dev.signet.runfolder.RunFolder;
import dev.signet.studio.RunShelf;
import dev.signet.training.StoppingRule;
import dev.signet.training.TimeLimit;
import dev.signet.training.TrainingBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet train}: from pictures to a trained network. */
@Command(
    name = "train",
    description = "Trains a network and saves it with all that is known of it.")
public final class TrainCommand extends CommandBase {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  @Mixin DataOptions dataOptions = new DataOptions();
  @Mixin ValidationOptions validationOptions = new ValidationOptions();
  @Mixin ModelOptions modelOptions = new ModelOptions();
  @Mixin WeightsOptions weightsOptions = new WeightsOptions();
  @Mixin TrainingOptions trainingOptions = new TrainingOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @ArgGroup(validate = false, heading = "%nReliability:%n", order = 20)
  ReliabilityOptions reliabilityOptions = new ReliabilityOptions();

  @ArgGroup(validate = false, heading = "%nLog:%n", order = 21)
  LogOptions logOptions = new LogOptions();

  @ArgGroup(validate = false, heading = "%nWatching:%n", order = 22)
  UiOptions uiOptions = new UiOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the run, new or empty (default: runs/ARCH-DATE-TIME).")
  @Nullable Path out;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = {
        "Be done in this time, such as 90s, 2m or 1h30m: as many epochs as fit, of smaller"
            + " pictures",
        "if they are too few; in place of --epochs."
      })
  @Nullable String budget;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = {
        "Repeat the training with N seeds in a row from --seed on, 2 to 1000, each in a folder of",
        "its own, and say mean and spread."
      })
  @Nullable Integer seeds;

  @Option(
      names = "--time-limit",
      paramLabel = "TIME",
      description = {
        "End after the step with which this time is over, such as 90s, 2m or 1h30m; what there is"
            + " is",
        "saved and judged, and --resume goes on from there (default: none)."
      })
  @Nullable String timeLimit;

  @Option(
      names = "--audit",
      negatable = true,
      description = {
        "Look first for what is wrong with the pictures and what a score on them is worth, in"
            + " brief",
        "(default: yes)."
      })
  @Nullable Boolean audit;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = {
        "Go on with the run in this folder from its last checkpoint, with its own options, as if"
            + " it",
        "had never stopped."
      })
  @Nullable Path resume;

  @Override
  public Integer call() {
    return resume == null ? begin() : goOn(resume);
  }

  private int begin() {
    DataConfig dataConfig = validationOptions.applyTo(dataOptions.toConfig());
    if (seeds != null) {
      Ranges.require("number of seeds (--seeds)", seeds, 2, 1000);
      if (validationOptions.folds != null) {
        throw new InvalidValueException(
            "--seeds and --folds exclude each other: each is a row of trainings; leave one out");
      }
    }
    // What can be refused is refused before pictures are read and anything is written.
    trainingOptions.check();
    ReliabilityConfig reliability = reliabilityOptions.apply(ReliabilityConfig.DEFAULT);
    StoppingRule limit = timeLimit();
    deviceOptions.check();
    uiOptions.check();
    Optional<Duration> time = time();
    Path path = out == null ? defaultFolder() : out;
    RunFolder.requireFree(path);
    RunFolder.requireWritable(path);
    boolean one = seeds == null && validationOptions.folds == null;
    RunShelf shelf = one ? RunShelf.ofOne(path) : RunShelf.ofAll(path);
    try (UiOptions.Page page = uiOptions.open(this, shelf)) {
      return begin(path, dataConfig, reliability, limit, time);
    }
  }

  private int begin(
      Path path,
      DataConfig dataConfig,
      ReliabilityConfig reliability,
      StoppingRule limit,
      Optional<Duration> time) {
    Optional<TransferSource> source = weightsOptions.read(modelOptions);
    ComputeDevice device = deviceOptions.apply();
    announce(dataConfig);
    DataParts whole = dataOptions.toLearnFrom(dataConfig.root(), this);
    DataConfig trained = validationOptions.firstFold(dataConfig);
    DataParts data = ConfiguredData.parts(whole, trained);
    if (seeds != null && data.test().or(data::validation).isEmpty()) {
      throw new SignetException(
          "--seeds compares scores, but %s has neither a test nor a validation part; name some"
                  .formatted(data.train().name())
              + " (--test-data) or set some aside (--validation)");
    }
    RunConfig config =
        resolve(trained, data, source, reliability)
            .fittedBy(data.train().fit())
            .withThreads(Libtorch.threads());
    if (time.isPresent()) {
      config = planned(config, data, device, time.get());
    }
    RunSpec spec = new RunSpec(path, config, audited(data), device, limit);
    Supplier<TrainSession> sessions = () -> new TrainSession(this, logOptions, source);
    Optional<Plan> folds =
        validationOptions.plan(config.withData(dataConfig.fittedBy(data.train().fit())));
    if (folds.isPresent()) {
      return new FoldRuns(this, folds.get(), whole, isAudited(), spec, sessions)
          .run(CrossValidationFolder.create(path, folds.get()));
    }
    return seeds == null
        ? sessions.get().begin(spec)
        : new SeedRepeats(this, spec, sessions).run(seeds);
  }

  private RunConfig resolve(
      DataConfig dataConfig,
      DataParts data,
      Optional<TransferSource> from,
      ReliabilityConfig reliability) {
    ImageSource train = data.train();
    if (from.isEmpty()) {
      return trainingOptions.toRun(
          dataConfig, modelOptions.forPictures(train), train.size(), reliability);
    }
    TransferSource source = from.get();
    PretrainedWeights weights = source.weights();
    ModelConfig model = ModelOptions.forPictures(train, weights.architecture());
    return trainingOptions
        .toRun(dataConfig, model, train.size(), reliability)
        .withPreprocessing(trainingOptions.preprocessing(source.preprocessing()))
        .withTransfer(weightsOptions.toConfig(source, train.classes()));
  }

  /** From the last checkpoint that is whole, or from the beginning if there is none yet. */
  private int goOn(Path folder) {
    refuseBeside("--out", out);
    refuseBeside("--budget", budget);
    refuseBeside("--seeds", seeds);
    refuseBeside("--validation", validationOptions.fraction);
    refuseBeside("--folds", validationOptions.folds);
    refuseBeside("--weights", weightsOptions.weights);
    StoppingRule limit = timeLimit();
    deviceOptions.check();
    uiOptions.check();
    if (CrossValidationFolder.isOne(folder)) {
      return goOn(new CrossValidationFolder(folder), limit);
    }
    try (StoppedRun stopped = StoppedRun.open(folder, this::warn);
        UiOptions.Page page = uiOptions.open(this, RunShelf.ofOne(folder))) {
      RunConfig config =
          new ResumedConfig(this, spec.commandLine().getParseResult()).over(stopped.config());
      stopped.requireSame(config);
      ComputeDevice device = deviceOptions.apply(stopped.threads());
      config = config.withThreads(Libtorch.threads());
      stopped.otherEnvironment(config, device).ifPresent(this::warn);
      announce(config.data());
      DataParts data =
          ConfiguredData.load(config.data(), Optional.of(config.model().input()), this::remark);
      return new TrainSession(this, logOptions, Optional.empty())
          .goOn(stopped, new RunSpec(folder, config, audited(data), device, limit));
    }
  }

  /** With the folds that are missing. */
  private int goOn(CrossValidationFolder folder, StoppingRule limit) {
    Plan plan = folder.readPlan();
    RunConfig run = plan.run();
    if (!new ResumedConfig(this, spec.commandLine().getParseResult()).over(run).equals(run)) {
      throw new InvalidValueException(
          "a cross-validation goes on (--resume) as it was begun, so that its folds compare; leave"
              + " out what changes it, or start a new one (--out)");
    }
    try (UiOptions.Page page = uiOptions.open(this, RunShelf.ofAll(folder.path()))) {
      ComputeDevice device = deviceOptions.apply(run.threads());
      announce(run.data());
      DataParts whole =
          ConfiguredData.load(run.data().root(), Optional.of(run.model().input()), this::remark);
      RunSpec like = new RunSpec(folder.path(), run, audited(whole), device, limit);
      Supplier<TrainSession> sessions = () -> new TrainSession(this, logOptions, Optional.empty());
      return new FoldRuns(this, plan, whole, isAudited(), like, sessions).run(folder);
    }
  }

  private AuditedData audited(DataParts data) {
    return new AuditedData(data, isAudited());
  }

  private boolean isAudited() {
    return audit == null || audit;
  }

  private static void refuseBeside(String option, @Nullable Object given) {
    if (given != null) {
      throw new InvalidValueException(
          "%s and --resume exclude each other: a run goes on in its own folder, for its own epochs"
              .formatted(option));
    }
  }

  private StoppingRule timeLimit() {
    if (timeLimit == null) {
      return new StoppingRule() {};
    }
    return Durations.parse(timeLimit)
        .map(TimeLimit::new)
        .orElseThrow(
            () ->
                new InvalidValueException(
                    ("time limit (--time-limit) must be a time such as 90s, 2m or 1h30m, but was"
                            + " '%s'")
                        .formatted(timeLimit)));
  }

  private Optional<Duration> time() {
    if (budget == null) {
      return Optional.empty();
    }
    if (trainingOptions.epochs != null) {
      throw new InvalidValueException(
          "--epochs and --budget exclude each other: a budget chooses the epochs; leave one out");
    }
    Optional<Duration> time =
        Durations.parse(budget).filter(t -> t.compareTo(Duration.ofSeconds(1)) >= 0);
    if (time.isPresent()) {
      return time;
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
