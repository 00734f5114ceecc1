package dev.signet.spark.command;

import dev.signet.SignetException;
import dev.signet.artifact.Score;
import dev.signet.spark.SignetClassifier;
import dev.signet.spark.SignetModel;
import dev.signet.spark.training.EpochNews;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: from pictures to the folder of a run. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains a network on the pictures and writes the folder of the run.")
final class TrainCommand implements Callable<Integer> {
  @Mixin DataOptions dataOptions = new DataOptions();
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the run, on a file system that all hosts see.")
  String out = "";

  @Option(
      names = "--num-workers",
      paramLabel = "N",
      description = "Tasks that train together (default: 1).")
  int numWorkers = 1;

  @Option(names = "--arch", paramLabel = "NAME", description = "Network (default: resnet34).")
  String arch = "resnet34";

  @Option(
      names = "--input",
      paramLabel = "SIZE",
      description = "Size that pictures are brought to (default: 3x64x64).")
  String input = "3x64x64";

  @Option(names = "--recipe", paramLabel = "NAME", description = "fast or classic (default: fast).")
  String recipe = "fast";

  @Option(names = "--epochs", paramLabel = "N", description = "Passes over the pictures.")
  @Nullable Integer epochs;

  @Option(names = "--batch-size", paramLabel = "N", description = "Pictures a step of each worker.")
  @Nullable Integer batchSize;

  @Option(names = "--lr", paramLabel = "X", description = "Learning rate.")
  @Nullable Double lr;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the run (default: 0).")
  long seed;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda",
      description = "Where workers compute (default: auto, a GPU if there is one).")
  String device = "auto";

  @Option(
      names = "--precision",
      paramLabel = "auto|fp32|bf16",
      description = "Of the forward and backward pass.")
  @Nullable String precision;

  @Option(
      names = "--gradient-precision",
      paramLabel = "fp32|bf16",
      description = "Of the gradients on their way: bf16 takes half of the bytes (default: fp32).")
  String gradientPrecision = "fp32";

  @Option(
      names = "--sync-batch-norm",
      description = "Batch norm by the batches of all workers: for small batches.")
  boolean syncBatchNorm;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = {
        "Share of the pictures that the run is judged by, chosen by a hash of their bytes, so that",
        "copies of one file stay together (default: 0)."
      })
  double validation;

  @Option(
      names = "--checkpoint-dir",
      paramLabel = "DIR",
      description = "Folder that all hosts see, to go on from when a worker is lost.")
  @Nullable String checkpointDir;

  @Option(
      names = "--max-restarts",
      paramLabel = "N",
      description = "Restarts after a worker was lost (default: 3).")
  int maxRestarts = 3;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    SparkSession spark = SparkSession.active();
    spark.sparkContext().addSparkListener(new EpochNews(line -> Lines.print(command, "%s", line)));
    Dataset<Row> pictures = dataOptions.read(spark);
    SignetClassifier classifier = classifier();
    if (validation > 0) {
      pictures = pictures.withColumn("signet_validation", heldOut());
      classifier.setValidationIndicatorCol("signet_validation");
    }
    SignetModel model = classifier.fit(pictures);
    model.metrics().forEach((name, value) -> Lines.print(command, "%s: %.2f%%", name, 100 * value));
    model.score().ifPresent(score -> print(command, score));
    if (model.unwritten().isPresent()) {
      throw new SignetException(
          "the network was trained, but the run is not complete (%s); %s"
              .formatted(
                  model.unwritten().orElseThrow(),
                  checkpointDir == null
                      ? "with --checkpoint-dir the same command would go on from the end"
                      : "the same command goes on from the end (--checkpoint-dir)"));
    }
    Lines.print(command, "Run: %s", out);
    return 0;
  }

  private static void print(CommandSpec spec, Score score) {
    Lines.print(
        spec,
        "Judged by %d held-out pictures: %.2f%%",
        score.pictures(),
        100.0 * score.correct() / score.pictures());
  }

  /** One in so many hashes. */
  private org.apache.spark.sql.Column heldOut() {
    return functions
        .pmod(functions.xxhash64(functions.col(dataOptions.pictures())), functions.lit(10_000))
        .lt(functions.lit((int) Math.round(10_000 * validation)));
  }

  private SignetClassifier classifier() {
    SignetClassifier classifier =
        new SignetClassifier()
            .setImageCol(dataOptions.pictures())
            .setLabelCol(dataOptions.labelCol)
            .setArch(arch)
            .setInput(input)
            .setRecipe(recipe)
            .setSeed(seed)
            .setDevice(device)
            .setNumWorkers(numWorkers)
            .setSyncBatchNorm(syncBatchNorm)
            .setGradientPrecision(gradientPrecision)
            .setMaxRestarts(maxRestarts)
            .setOut(out);
    if (epochs != null) {
      classifier.setEpochs(epochs);
    }
    if (batchSize != null) {
      classifier.setBatchSize(batchSize);
    }
    if (lr != null) {
      classifier.setLr(lr);
    }
    if (precision != null) {
      classifier.setPrecision(precision);
    }
    if (checkpointDir != null) {
      classifier.setCheckpointDir(checkpointDir);
    }
    return classifier;
  }
}
