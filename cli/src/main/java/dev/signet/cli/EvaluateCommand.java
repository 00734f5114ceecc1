package dev.signet.cli;

import dev.signet.SignetException;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.OpenedModel;
import dev.signet.artifact.RunFolder;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.RunConfig;
import dev.signet.data.ConfiguredData;
import dev.signet.data.DataParts;
import dev.signet.data.ImageDataset;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Evaluation;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.training.Evaluator;
import java.util.LinkedHashMap;
import java.util.Map;
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
final class EvaluateCommand extends CommandBase {
  private static final int BATCH = 64;

  @Mixin SavedModelOptions saved = new SavedModelOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = "Pictures (default: those that the run was trained with).")
  @Nullable String data;

  @Option(
      names = "--part",
      paramLabel = "train|validation|test",
      description = "Which part of the pictures (default: test if there is one).")
  @Nullable PartName part;

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      paramLabel = "text|json",
      description = "How the answer is written (default: text).")
  Format format = Format.TEXT;

  @Option(
      names = "--flip-average",
      description = {
        "Judge the mean of the probabilities for each picture and its mirror image: twice the time",
        "(default: no)."
      })
  boolean flipAverage;

  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  /** How an answer is written. */
  enum Format {
    TEXT,
    JSON
  }

  /** The parts of a data set. */
  enum PartName {
    TRAIN,
    VALIDATION,
    TEST
  }

  @Override
  public Integer call() {
    deviceOptions.check();
    OpenedModel opened = saved.open(err());
    DataConfig config =
        data == null ? runData(opened) : new DataConfig.Files(data, Optional.empty());
    announce(config);
    ImageDataset pictures = pictures(config, size(opened));
    ModelFile file = opened.fitting(pictures.height(), pictures.width()).file();
    Manifest manifest = file.manifest();
    requireSameClasses(manifest, pictures, opened.inferred());
    ComputeDevice device = deviceOptions.apply();
    try (ResNet net = file.toNetwork(device)) {
      Inputs inputs = new Inputs(manifest.preprocessing(), Arithmetic.plain(device));
      print(pictures, new Evaluator(inputs, BATCH, flipAverage).evaluate(net, pictures));
    }
    return 0;
  }

  /** The model's size, but the pictures' own where the model does not say one. */
  private Optional<InputSize> size(OpenedModel opened) {
    return opened.inferred() && data != null
        ? saved.inputSize()
        : Optional.of(opened.file().manifest().model().input());
  }

  /** Those of the run that the model lies in; else the built-in ones, if the classes are theirs. */
  private DataConfig runData(OpenedModel opened) {
    Optional<RunConfig> run = opened.inferred() ? opened.run() : RunFolder.configBeside(saved.path);
    if (run.isPresent()) {
      return run.get().data();
    }
    if (opened.inferred() && opened.file().manifest().classes().equals(SyntheticSigns.CLASSES)) {
      err().println("Judged by the built-in SYNTHETIC pictures; --data names yours.");
      return DataConfig.Synthetic.DEFAULT;
    }
    throw new SignetException(
        "%s does not say which pictures to judge it by; name some (--data)".formatted(saved.path));
  }

  private ImageDataset pictures(DataConfig config, Optional<InputSize> input) {
    return part == null
        ? ConfiguredData.loadTest(config, input)
        : choose(ConfiguredData.load(config, input), part);
  }

  private static ImageDataset choose(DataParts parts, PartName wanted) {
    Optional<ImageDataset> chosen =
        switch (wanted) {
          case TRAIN -> Optional.of(parts.train());
          case VALIDATION -> parts.validation();
          case TEST -> parts.test();
        };
    return chosen.orElseThrow(
        () ->
            new SignetException(
                "%s has no %s part (--part)".formatted(parts.train().name(), Names.label(wanted))));
  }

  private static void requireSameClasses(
      Manifest manifest, ImageDataset pictures, boolean inferred) {
    if (!manifest.classes().equals(pictures.classes())) {
      throw new SignetException(
          "the model knows the classes %s, but %s has %s; both must be the same%s"
              .formatted(
                  manifest.classes(),
                  pictures.name(),
                  pictures.classes(),
                  inferred ? "; --classes names the model's" : ""));
    }
  }

  private void print(ImageDataset pictures, Evaluation evaluation) {
    switch (format) {
      case TEXT -> {
        say("Data: %s", pictures.name());
        say("Loss: %.6f", evaluation.loss());
        say(
            "Accuracy: %.2f%% (%d of %d)",
            evaluation.accuracy() * 100, evaluation.correct(), evaluation.count());
      }
      case JSON -> {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", pictures.name());
        answer.put("accuracy", evaluation.accuracy());
        answer.put("correct", evaluation.correct());
        answer.put("count", evaluation.count());
        answer.put("loss", evaluation.loss());
        out().println(Json.write(answer));
        out().flush();
      }
    }
  }
}
