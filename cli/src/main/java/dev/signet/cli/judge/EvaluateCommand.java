package dev.signet.cli.judge;

import dev.signet.Text;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.OpenedModel;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Names;
import dev.signet.cli.console.OutputFormat;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.EvaluatedPictures;
import dev.signet.cli.options.SavedModelOptions;
import dev.signet.config.InputSize;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.Workload;
import dev.signet.data.ImageSource;
import dev.signet.inference.Classifier;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Leak;
import dev.signet.model.Inputs;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.runfolder.PredictionsFile;
import dev.signet.training.Evaluator;
import dev.signet.training.ModelJudge;
import dev.signet.training.ModelJudge.Verdict;
import dev.signet.training.Outputs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet evaluate}: how well a model does on labelled pictures. */
@Command(
    name = "evaluate",
    description = {
      "Judges a model by labelled pictures.",
      "By the test part, or by all pictures where there is no such part; in evaluation mode and",
      "without gradients."
    })
public final class EvaluateCommand extends CommandBase {
  static final int BATCH = 64;

  @Mixin SavedModelOptions saved = new SavedModelOptions();
  @Mixin EvaluatedPictures judged = new EvaluatedPictures();

  @Option(
      names = "--format",
      paramLabel = "text|json|csv",
      description = "How the answer is written (default: text).")
  OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "Also write what was said of each picture, CSV; an older file is replaced.")
  @Nullable Path predictions;

  @Option(
      names = "--flip-average",
      description = {
        "Judge the mean of the probabilities for each picture and its mirror image: twice the time",
        "(default: no)."
      })
  boolean flipAverage;

  @Option(
      names = "--precision",
      paramLabel = "auto|fp32|bf16|int8",
      completionCandidates = Names.Precisions.class,
      description = {
        "Judge what 'predict' answers in this precision, close answers in fp32 as there, in place of",
        "what the trained network computes (default: the trained network, in fp32)."
      })
  @Nullable Precision precision;

  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    deviceOptions.check();
    OpenedModel opened = saved.open(this);
    ImageSource pictures = judged.load(this, saved.path, opened, size(opened));
    ModelFile file =
        opened.fitting(pictures.pictureSize().height(), pictures.pictureSize().width()).file();
    Manifest manifest = file.manifest();
    List<Leak> leaks =
        EvaluatedPictures.leaks(pictures, saved.path, Optional.of(manifest.model().input()));
    if (flipAverage && manifest.confidence().isPresent()) {
      warn(saved.path + ": " + Classifier.MIRRORS);
    }
    Outputs outputs =
        precision == null ? computed(file, pictures) : answered(file, pictures, precision);
    print(ModelJudge.judge(outputs, leaks, manifest.confidence()), manifest);
    return 0;
  }

  private Outputs computed(ModelFile file, ImageSource pictures) {
    ComputeDevice device = deviceOptions.apply();
    try (ResNet net = Networks.open(file, device)) {
      Inputs inputs = new Inputs(file.manifest().preprocessing(), Arithmetic.plain(device));
      return new Evaluator(inputs, BATCH, flipAverage).outputs(net, pictures);
    }
  }

  private Outputs answered(ModelFile file, ImageSource pictures, Precision in) {
    PredictionConfig config =
        deviceOptions
            .apply(PredictionConfig.DEFAULT)
            .withPrecision(in)
            .withFlipAverage(flipAverage)
            .withWorkload(Workload.of(pictures.size()));
    try (Classifier classifier = Classifier.of(file, config)) {
      int classes = file.manifest().classes().size();
      Outputs outputs = Outputs.answered(classifier, pictures, classes, BATCH);
      note(
          Text.of(
              "precision: %s, %d of %d pictures computed again",
              classifier.arithmetic(), classifier.askedAgain(), pictures.size()));
      return outputs;
    }
  }

  /** The model's size, but the pictures' own where the model does not say one. */
  private Optional<InputSize> size(OpenedModel opened) {
    return !opened.sized() && judged.data != null
        ? saved.inputSize()
        : Optional.of(opened.file().manifest().model().input());
  }

  private void print(Verdict verdict, Manifest manifest) {
    switch (format) {
      case TEXT ->
          new EvaluationText(verdict.evaluation(), manifest.confidence())
              .lines()
              .forEach(out()::println);
      case JSON -> answer(verdict.evaluation());
      case CSV -> EvaluationCsv.write(verdict.evaluation(), out());
    }
    out().flush();
    if (predictions != null) {
      PredictionsFile.write(verdict.pictures(), predictions);
    }
  }
}
