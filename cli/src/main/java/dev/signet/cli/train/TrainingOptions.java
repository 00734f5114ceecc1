package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.cli.console.Names;
import dev.signet.config.BatchConfig;
import dev.signet.config.ComputeConfig;
import dev.signet.config.DataConfig;
import dev.signet.config.Json;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.Preprocessing;
import dev.signet.config.Recipe;
import dev.signet.config.ReliabilityConfig;
import dev.signet.config.RunConfig;
import dev.signet.config.SizeStage;
import dev.signet.config.TrainingConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How to train: a recipe, and every value of it that the user wants otherwise. */
final class TrainingOptions {
  @Option(
      names = "--recipe",
      paramLabel = "NAME|FILE.json",
      completionCandidates = Names.Recipes.class,
      description = {
        "Named set of all options below: ${COMPLETION-CANDIDATES}; or a file of your own, in the",
        "form of 'training' in a run's config.json (default: fast). What you give beside it counts",
        "more."
      })
  String recipe = Recipe.FAST.label();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of every random stream of the run (default: 0).")
  long seed;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the pictures, 1 to 100000 (fast: 20, classic: 50).")
  @Nullable Integer epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = {
        "Pictures a step, 2 to 65536 (fast: 32 for a thousand pictures, to 512 for many small ones;",
        "classic: 32)."
      })
  @Nullable Integer batchSize;

  @Option(
      names = "--shuffle",
      negatable = true,
      description = "A new order of the pictures every epoch (fast, classic: yes).")
  @Nullable Boolean shuffle;

  @Option(
      names = "--drop-last",
      negatable = true,
      description = "Leave out a last batch that is not full (fast, classic: no).")
  @Nullable Boolean dropLast;

  @Option(
      names = "--mean",
      split = ",",
      paramLabel = "R,G,B",
      description = {
        "Subtracted from the channels, which are 0 to 1 (default: 0,0,0, or what the weights of",
        "--weights were trained with)."
      })
  @Nullable List<Double> mean;

  @Option(
      names = "--std",
      split = ",",
      paramLabel = "R,G,B",
      description = {
        "What the channels are divided by after that (default: 1,1,1, or what the weights of",
        "--weights were trained with)."
      })
  @Nullable List<Double> std;

  @Option(
      names = "--sizes",
      split = ",",
      paramLabel = "UNTIL:SCALE",
      description = {
        "Smaller pictures at first: 0.4:0.5,0.75:0.75 is half the side for 40 %% of the epochs and",
        "three quarters of it up to 75 %%; 'full' is none (fast: these, classic: full)."
      })
  @Nullable List<String> sizes;

  @ArgGroup(validate = false, heading = "%nOptimizer:%n", order = 10)
  OptimizerOptions optimizer = new OptimizerOptions();

  @ArgGroup(validate = false, heading = "%nVariation:%n", order = 11)
  VariationOptions variation = new VariationOptions();

  @ArgGroup(validate = false, heading = "%nRare classes:%n", order = 12)
  RareClassOptions rareClasses = new RareClassOptions();

  @ArgGroup(validate = false, heading = "%nArithmetic:%n", order = 13)
  ArithmeticOptions arithmetic = new ArithmeticOptions();

  /** How the arithmetic is done. */
  static final class ArithmeticOptions {
    @Option(
        names = "--precision",
        paramLabel = "auto|fp32|bf16",
        completionCandidates = Names.TrainingPrecisions.class,
        description = {
          "Of the forward and backward pass; auto is bf16 where the processor multiplies it",
          "natively (fast: auto, classic: fp32)."
        })
    @Nullable Precision precision;

    @Option(
        names = "--channels-last",
        negatable = true,
        description = "Keep the channels of a pixel side by side: faster (fast: yes, classic: no).")
    @Nullable Boolean channelsLast;

    @Option(
        names = "--train-normed-biases",
        negatable = true,
        description =
            "Train the biases that a batch norm takes away again (fast: no, classic: yes).")
    @Nullable Boolean trainNormedBiases;

    ComputeConfig apply(ComputeConfig recipe) {
      return new ComputeConfig(
          precision == null ? recipe.precision() : precision,
          channelsLast == null ? recipe.channelsLast() : channelsLast,
          trainNormedBiases == null ? recipe.trainNormedBiases() : trainNormedBiases);
    }
  }

  /** Refuses what can be refused before there are pictures. */
  void check() {
    over(recipe());
    preprocessing();
  }

  /** What there was before, with the values that the user gave. */
  TrainingConfig over(TrainingConfig before) {
    TrainingConfig training = before;
    BatchConfig batches = training.batches();
    if (epochs != null) {
      training = training.withEpochs(epochs);
    }
    if (sizes != null) {
      training = training.withSizes(sizeStages(sizes));
    }
    BatchConfig dealt =
        new BatchConfig(
            batchSize == null ? batches.size() : batchSize,
            shuffle == null ? batches.shuffle() : shuffle,
            dropLast == null ? batches.dropLast() : dropLast,
            rareClasses.sampling(batches.sampling()));
    return variation
        .apply(training)
        .withBalance(dealt, rareClasses.weights(training.classWeights()))
        .withOptimizer(
            optimizer.optimizer(training.optimizer()), optimizer.schedule(training.schedule()))
        .withCompute(arithmetic.apply(training.compute()));
  }

  /** The whole training of a network, with nothing said about its end and about faults. */
  RunConfig toRun(DataConfig data, ModelConfig model, int pictures) {
    return toRun(data, model, pictures, ReliabilityConfig.DEFAULT);
  }

  /**
   * The whole training of a network.
   *
   * @param pictures to learn from
   */
  RunConfig toRun(DataConfig data, ModelConfig model, int pictures, ReliabilityConfig reliability) {
    return new RunConfig(
        recipeName(),
        seed,
        data,
        model,
        preprocessing(),
        over(recipe(named -> named.training(pictures, model.input()))),
        reliability,
        Optional.empty(),
        Optional.empty());
  }

  /** The recipe itself, for pictures as the article's. */
  TrainingConfig recipe() {
    return recipe(Recipe::training);
  }

  private TrainingConfig recipe(Function<Recipe, TrainingConfig> options) {
    if (!isFile()) {
      return options.apply(Recipe.parse(recipe));
    }
    Path file = Path.of(recipe);
    try {
      return Json.read(TrainingConfig.class, Files.readString(file), "the recipe " + file);
    } catch (IOException e) {
      throw new InvalidValueException(
          "cannot read the recipe (--recipe) %s: %s"
              .formatted(file, Files.exists(file) ? e.getMessage() : "there is no such file"));
    }
  }

  /** The recipe's name: its label, or the name of its file. */
  String recipeName() {
    return isFile() ? String.valueOf(Path.of(recipe).getFileName()) : recipe;
  }

  /** Whether the recipe is a file rather than a name. */
  boolean isFile() {
    return recipe.endsWith(".json");
  }

  /** What happens to the pictures' bytes. */
  Preprocessing preprocessing() {
    return preprocessing(Preprocessing.UNIT);
  }

  /** What happens to the pictures' bytes, where the user does not ask for something else. */
  Preprocessing preprocessing(Preprocessing otherwise) {
    return new Preprocessing(
        mean == null ? otherwise.mean() : mean,
        std == null ? otherwise.std() : std,
        otherwise.fit());
  }

  private static List<SizeStage> sizeStages(List<String> words) {
    if (words.equals(List.of("full"))) {
      return List.of();
    }
    List<SizeStage> stages = new ArrayList<>();
    for (String word : words) {
      String[] numbers = word.split(":", -1);
      try {
        if (numbers.length == 2) {
          stages.add(new SizeStage(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])));
          continue;
        }
      } catch (NumberFormatException e) {
        // The sentence below says what was expected.
      }
      throw new InvalidValueException(
          "--sizes must be 'full' or a list like 0.4:0.5,0.75:0.75 but held '%s'".formatted(word));
    }
    return stages;
  }
}
