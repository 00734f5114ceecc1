package dev.signet.cli;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.config.Precision;
import dev.signet.data.PictureFiles;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import java.nio.file.Path;
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
final class PredictCommand extends CommandBase {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "RUN|FILE",
      description = "A run's folder or its model file.")
  Path model = Path.of("");

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
      description = "Of the arithmetic; auto is bf16 where the processor has it (default: auto).")
  Precision precision = Precision.AUTO;

  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    if (topK < 1) {
      throw new InvalidValueException("--top-k must be at least 1 but was " + topK);
    }
    deviceOptions.check();
    List<Path> files = PictureFiles.find(pictures);
    try (Classifier classifier = Classifier.open(model, deviceOptions.apply(), precision);
        PredictionWriter writer = PredictionWriter.of(format, topK, out())) {
      for (Path file : files) {
        try {
          Prediction prediction = classifier.predict(file);
          writer.answered(file, prediction);
        } catch (SignetException e) {
          String message = String.valueOf(e.getMessage());
          err().println("error: " + message);
          err().flush();
          writer.failed(file, message);
        }
      }
      return writer.failures() == 0 ? 0 : 1;
    }
  }
}
