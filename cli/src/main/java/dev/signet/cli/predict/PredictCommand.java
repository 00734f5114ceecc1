package dev.signet.cli.predict;

import dev.signet.InvalidValueException;
import dev.signet.artifact.ModelFile;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.ErrorHandling;
import dev.signet.cli.console.LapTimes;
import dev.signet.cli.console.Names;
import dev.signet.cli.console.OutputFormat;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.PictureOptions;
import dev.signet.cli.options.SavedModelOptions;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.Workload;
import dev.signet.inference.Classifier;
import dev.signet.inference.EngineChoice;
import dev.signet.inference.Prediction;
import dev.signet.onnx.OnnxFile;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.PictureFiles;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet predict}: what a model says of pictures. */
@Command(
    name = "predict",
    description = {
      "Says which class each picture shows.",
      "A picture that cannot be read is named, the rest are answered, and the exit code is 1."
    })
public final class PredictCommand extends CommandBase {
  private static final int BATCH = 32;

  @Mixin SavedModelOptions saved = new SavedModelOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "PICTURE|DIR",
      description = "Pictures, and folders that are searched for them.")
  List<Path> pictures = List.of();

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Classes to name, the most probable first (default: 1).")
  int topK = 1;

  @Option(
      names = "--format",
      paramLabel = "text|json|csv",
      description = "How the answers are written (default: text).")
  OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--precision",
      paramLabel = "auto|fp32|bf16|int8",
      completionCandidates = Names.Precisions.class,
      description = {
        "Of the arithmetic; auto is fp32 for a few pictures; for many int8 or bf16, where the",
        "processor has it and the model keeps its answers (default: auto)."
      })
  Precision precision = Precision.AUTO;

  @Option(
      names = "--flip-average",
      description = {
        "Answer with the mean of the probabilities for each picture and its mirror image: twice the",
        "time (default: no)."
      })
  boolean flipAverage;

  @Mixin PictureOptions pictureOptions = new PictureOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    if (topK < 1) {
      throw new InvalidValueException("--top-k must be at least 1 but was " + topK);
    }
    deviceOptions.check();
    LapTimes laps = new LapTimes();
    List<Path> files = PictureFiles.find(pictures);
    try (Classifier classifier = open(files.size(), laps);
        PredictionWriter writer = PredictionWriter.of(format, topK, out())) {
      laps.ended("engine");
      classifier.caveats().forEach(caveat -> warn(saved.path + ": " + caveat));
      for (int from = 0; from < files.size(); from += BATCH) {
        answer(classifier, files.subList(from, Math.min(files.size(), from + BATCH)), writer);
      }
      laps.ended("pictures");
      if (ErrorHandling.isVerbose(spec.commandLine())) {
        note("precision: " + classifier.arithmetic());
        note("time: " + laps);
      }
      return writer.failures() == 0 ? 0 : 1;
    }
  }

  private Classifier open(int pictures, LapTimes laps) {
    if (OnnxFile.isNamedSo(saved.path)) {
      return openOnnx();
    }
    PredictionConfig config =
        deviceOptions
            .apply(PredictionConfig.DEFAULT)
            .withPrecision(precision)
            .withFlipAverage(flipAverage)
            .withWorkload(Workload.of(pictures));
    EngineChoice choice = EngineChoice.begin(config);
    ModelFile file = saved.open(this).file();
    laps.ended("model");
    return Classifier.of(file, choice);
  }

  /** The file says all there is to know. */
  private Classifier openOnnx() {
    saved.requireNoAssumptions();
    if (precision != Precision.AUTO) {
      throw new InvalidValueException(
          "--precision has no effect on %s: an ONNX file computes in the numbers that it holds;"
                  .formatted(saved.path)
              + " leave it out");
    }
    return Classifier.openOnnx(saved.path, deviceOptions.cpuThreads("an ONNX file"), flipAverage);
  }

  private void answer(Classifier classifier, List<Path> files, PredictionWriter writer) {
    ImageDecoder decoder = pictureOptions.apply(classifier.decoder());
    List<DecodedPicture> decoded = DecodedPicture.all(decoder, files);
    List<byte[]> pixels = decoded.stream().flatMap(picture -> picture.pixels().stream()).toList();
    Iterator<Prediction> predictions = classifier.predictPixels(pixels).iterator();
    for (DecodedPicture picture : decoded) {
      if (picture.pixels().isPresent()) {
        writer.answered(picture.file(), predictions.next());
      } else {
        note("error: " + picture.problem());
        writer.failed(picture.file(), picture.problem());
      }
    }
  }
}
