package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.cli.console.Names;
import dev.signet.config.ClassWeights;
import dev.signet.config.Sampling;
import dev.signet.data.csv.ClassWeightsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What keeps a network from passing over rare classes; what is not given is the recipe's. */
final class RareClassOptions {
  @Option(
      names = "--class-weights",
      paramLabel = "balanced|FILE",
      description = {
        "What a picture of each class counts in the training loss: 'balanced' makes every class",
        "count the same; or a CSV with the columns class and weight; or 'equal' (fast, classic:",
        "equal)."
      })
  @Nullable String weights;

  @Option(
      names = "--sampling",
      paramLabel = "once|balanced",
      completionCandidates = Names.Samplings.class,
      description = {
        "Which pictures an epoch takes: each once; or as many, drawn at random with replacement so",
        "that every class is as frequent (fast, classic: once)."
      })
  @Nullable Sampling sampling;

  ClassWeights weights(ClassWeights recipe) {
    if (weights == null) {
      return recipe;
    }
    return switch (weights) {
      case "equal" -> new ClassWeights.Equal();
      case "balanced" -> new ClassWeights.Balanced();
      default -> fromFile(Path.of(weights));
    };
  }

  private static ClassWeights fromFile(Path file) {
    if (!Files.exists(file)) {
      throw new InvalidValueException(
          "class weights (--class-weights) must be balanced, equal or a CSV file, but there is no"
              + " file '%s'".formatted(file));
    }
    return ClassWeightsFile.read(file);
  }

  Sampling sampling(Sampling recipe) {
    return sampling == null ? recipe : sampling;
  }
}
