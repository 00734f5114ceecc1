package dev.signet.cli.judge;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.artifact.Assumptions;
import dev.signet.artifact.Int8;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.OpenedModel;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.EvaluatedPictures;
import dev.signet.cli.options.KeysOption;
import dev.signet.cli.options.PictureOptions;
import dev.signet.cli.options.TextOrJsonOption;
import dev.signet.config.ConfidenceTarget;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.MatchedClasses;
import dev.signet.data.SamePixels;
import dev.signet.data.configured.DataSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.picture.ImageSize;
import dev.signet.training.ConfidenceFit;
import dev.signet.training.Evaluator;
import dev.signet.training.Int8Fit;
import dev.signet.training.ModelJudge;
import dev.signet.training.Outputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet calibrate}: teaches a model how sure it may be. */
@Command(
    name = "calibrate",
    description = {
      "Fits on validation pictures how sure a model may be and when it answers 'unknown'.",
      "Temperature, threshold and novelty limit are stored in the model file, and what it takes to",
      "answer in int8. The pictures must neither have trained the model nor be those that will",
      "judge it."
    })
public final class CalibrateCommand extends CommandBase {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "RUN|FILE",
      description = "A run's folder or its model file.")
  Path model = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = {
        "Validation pictures: a validation part or the only part (default: the validation part of",
        "the run)."
      })
  @Nullable Path data;

  @Mixin KeysOption keys = new KeysOption();

  @Option(
      names = "--coverage",
      paramLabel = "X",
      description = {
        "Share of new pictures like the validation pictures that is to be answered, above 0 to 1;",
        "1 answers everything (default: 0.95)."
      })
  double coverage = 0.95;

  @Option(
      names = "--accuracy",
      paramLabel = "X",
      description = {
        "Choose the threshold so that the answers are right so often, above 0 to 1, in place of",
        "the coverage."
      })
  @Nullable Double accuracy;

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  @Mixin PictureOptions pictureOptions = new PictureOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    ConfidenceTarget target = new ConfidenceTarget(coverage, Optional.ofNullable(accuracy));
    deviceOptions.check();
    OpenedModel opened = OpenedModel.open(model, Assumptions.NONE);
    if (opened.inferred()) {
      throw new SignetException(
          "%s has no manifest that could hold the outcome; give a run's folder or its %s"
              .formatted(model, ModelFile.NAME));
    }
    ModelFile file = opened.file();
    InputSize size = file.manifest().model().input();
    Optional<DataParts> run = EvaluatedPictures.partsOfRun(model, Optional.of(size));
    ImageSource validation =
        MatchedClasses.match(
            validation(run, file.manifest()),
            file.manifest().classes(),
            EvaluatedPictures.owner(false),
            this::remark);
    run.ifPresent(parts -> requireUnseen(validation, parts));
    ComputeDevice device = deviceOptions.apply();
    try (ResNet net = Networks.open(file, device)) {
      Evaluator evaluator = ModelJudge.evaluator(file.manifest(), device);
      Outputs answers = evaluator.outputs(net, validation);
      Optional<ImageSource> train = run.map(DataParts::train);
      ConfidenceFit fit = ConfidenceFit.fit(net, evaluator, train, answers, target);
      ImageSource shown = train.orElse(validation);
      Optional<Int8> int8 =
          Int8Fit.measure(file, shown, () -> evaluator.outputs(net, shown), Optional.of(answers));
      Manifest sure = file.manifest().withConfidence(fit.confidence());
      file.withManifest(int8.map(sure::withInt8).orElse(sure)).write(path());
      ModelJudge judge = new ModelJudge(net, evaluator, Optional.of(fit.confidence()));
      new CalibrationAnswer(this, fit, int8, judge, path()).print(validation, format.isJson());
    }
    return 0;
  }

  private Path path() {
    return Files.isDirectory(model) ? model.resolve(ModelFile.NAME) : model;
  }

  private ImageSource validation(Optional<DataParts> run, Manifest manifest) {
    if (data != null) {
      InputSize size = manifest.model().input();
      DataSource source =
          DataSource.of(data)
              .resizedTo(new ImageSize(size.height(), size.width()))
              .fittedBy(manifest.preprocessing().fit())
              .withMostPixels(pictureOptions.limit())
              .onRemark(this::remark);
      return keys.given().map(source::withKeys).orElse(source).loadValidation();
    }
    return run.flatMap(DataParts::validation)
        .orElseThrow(
            () ->
                new SignetException(
                    "%s has no validation part; train with --validation, or name pictures that"
                            .formatted(model)
                        + " neither trained the model nor will judge it (--data)"));
  }

  /** What was fitted on pictures that the model knows or is judged by says nothing of others. */
  private static void requireUnseen(ImageSource validation, DataParts run) {
    requireUnseen(validation, run.train(), "trained the model");
    run.test().ifPresent(test -> requireUnseen(validation, test, "judge the model"));
  }

  private static void requireUnseen(ImageSource validation, ImageSource other, String what) {
    Set<Integer> shared = SamePixels.shared(validation, other);
    if (!shared.isEmpty()) {
      throw new SignetException(
          Text.of(
              "%d of the %d pictures of %s %s; validation pictures must be others (--data)",
              shared.size(), validation.size(), validation.name(), what));
    }
  }
}
