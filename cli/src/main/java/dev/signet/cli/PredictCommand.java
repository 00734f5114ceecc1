package dev.signet.cli;

import dev.signet.InvalidValueException;
import dev.signet.artifact.ModelFile;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.data.ImageDecoder;
import dev.signet.data.PictureFiles;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.libtorch.Libtorch;
import dev.signet.model.FoldedNet;
import dev.signet.onnx.OnnxFile;
import dev.signet.onnx.OnnxRuntime;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
final class PredictCommand extends CommandBase {
  private static final int BATCH = 32;

  /**
   * From so many pictures on, the faster batches in bf16 make up for the second that libtorch takes
   * to load: docs/performance.md.
   */
  private static final int MANY = 200;

  @Mixin SavedModelOptions saved = new SavedModelOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "PICTURE|DIR",
      description = "Pictures, and folders that are searched for them.")
  List<Path> pictures = List.of();

  @Option(
      names = "--top-k",
      defaultValue = "1",
      paramLabel = "K",
      description = "Classes to name, the most probable first (default: 1).")
  int topK = 1;

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      paramLabel = "text|json|csv",
      description = "How the answers are written (default: text).")
  OutputFormat format = OutputFormat.TEXT;

  @Option(
      names = "--precision",
      defaultValue = "auto",
      paramLabel = "auto|fp32|bf16",
      completionCandidates = Names.Precisions.class,
      description = {
        "Of the arithmetic; auto is bf16 for many pictures where the processor has it, else fp32",
        "(default: auto)."
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
      laps.ended("model compiled");
      classifier.caveats().forEach(caveat -> warn(saved.path + ": " + caveat));
      for (int from = 0; from < files.size(); from += BATCH) {
        answer(classifier, files.subList(from, Math.min(files.size(), from + BATCH)), writer);
      }
      laps.ended("pictures");
      if (ErrorHandling.isVerbose(spec.commandLine())) {
        err().println("precision: " + classifier.arithmetic());
        err().println("time: " + laps);
        err().flush();
      }
      return writer.failures() == 0 ? 0 : 1;
    }
  }

  private Classifier open(int pictures, LapTimes laps) {
    if (OnnxFile.isNamedSo(saved.path)) {
      return openOnnx();
    }
    boolean few = pictures < MANY && precision != Precision.BF16 && deviceOptions.isCpu();
    // Engines take as long to load as the model, and neither needs the other.
    CompletableFuture<Boolean> onnxRuntime =
        CompletableFuture.supplyAsync(() -> few && OnnxRuntime.isUsable());
    ModelFile file = saved.open(err()).file();
    return onnxRuntime.join() ? withOnnxRuntime(file, laps) : withLibtorch(file, laps);
  }

  private Classifier withOnnxRuntime(ModelFile file, LapTimes laps) {
    FoldedNet folded = file.toFoldedNet();
    laps.ended("model and ONNX Runtime");
    return Classifier.withOnnxRuntime(
        file.manifest(), folded, deviceOptions.cpuThreads("ONNX Runtime"), flipAverage);
  }

  private Classifier withLibtorch(ModelFile file, LapTimes laps) {
    CompletableFuture<Void> libtorch = CompletableFuture.runAsync(Libtorch::load);
    FoldedNet folded;
    try {
      folded = file.toFoldedNet();
    } finally {
      libtorch.handle((loaded, problem) -> null).join(); // apply() says what went wrong
    }
    laps.ended("model and libtorch");
    PredictionConfig config = new PredictionConfig(precision, flipAverage);
    return Classifier.of(file.manifest(), folded, deviceOptions.apply(), config);
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
    Iterator<Prediction> predictions = classifier.predict(pixels).iterator();
    for (DecodedPicture picture : decoded) {
      if (picture.pixels().isPresent()) {
        writer.answered(picture.file(), predictions.next());
      } else {
        err().println("error: " + picture.problem());
        err().flush();
        writer.failed(picture.file(), picture.problem());
      }
    }
  }
}
