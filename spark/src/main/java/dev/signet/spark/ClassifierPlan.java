package dev.signet.spark;

import dev.signet.config.BatchConfig;
import dev.signet.config.CheckpointCadence;
import dev.signet.config.CheckpointConfig;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Labels;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.Ranges;
import dev.signet.config.Recipe;
import dev.signet.config.ReliabilityConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.config.TrainingConfig;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.spark.group.Exchange;
import dev.signet.spark.storage.Storage;
import dev.signet.spark.training.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.param.Param;

/** What the parameters of a {@link SignetClassifier} come to. */
record ClassifierPlan(SignetClassifier asked) {
  /**
   * Refuses what no training can have.
   *
   * @throws dev.signet.InvalidValueException that names the first value that cannot be
   */
  void check() {
    of(List.of("0", "1"), folder -> folder);
  }

  /**
   * The plan for these classes, with the driver's folders as all hosts call them.
   *
   * @throws dev.signet.InvalidValueException as {@link #check}
   */
  Plan of(List<String> classes, Configuration hadoop) {
    return of(classes, folder -> new Storage(folder, hadoop).uri());
  }

  private Plan of(List<String> classes, UnaryOperator<String> everywhere) {
    int workers = number(asked.numWorkers());
    int restarts = number(asked.maxRestarts());
    int timeout = number(asked.timeout());
    Ranges.require("number of workers (numWorkers)", workers, 1, 10_000);
    Ranges.require("restarts (maxRestarts)", restarts, 0, 1_000);
    Ranges.require("seconds that a worker may be waited for (timeout)", timeout, 1, 86_400);
    return new Plan(
        config(classes.size()),
        classes,
        workers,
        ComputeDevice.requireName(word(asked.device())),
        restarts,
        timeout,
        exchange(),
        asked.given(asked.checkpointDir()).map(everywhere),
        asked.given(asked.out()).map(everywhere));
  }

  private Exchange exchange() {
    return new Exchange(
        Labels.parse(
            Exchange.Gradients.class,
            "precision of gradients (gradientPrecision)",
            word(asked.gradientPrecision())),
        (boolean) asked.getOrDefault(asked.syncBatchNorm()));
  }

  private RunConfig config(int classes) {
    ModelConfig model =
        new ModelConfig(
            ResNetVariant.parse(word(asked.arch())),
            Labels.parse(Layout.class, "layout (layout)", word(asked.layout())),
            InputSize.parse(word(asked.input())),
            classes);
    Recipe recipe = Recipe.parse(word(asked.recipe()));
    RunConfig run =
        RunConfig.of(
                recipe,
                new DataConfig.Files("Spark", Optional.empty()),
                model,
                (long) asked.getOrDefault(asked.seed()))
            .withTraining(training(recipe.training()))
            .withReliability(reliability());
    return asked.given(asked.threads()).map(it -> run.withThreads((int) it)).orElse(run);
  }

  private TrainingConfig training(TrainingConfig recipe) {
    TrainingConfig training = recipe; // for few pictures: batches are each worker's own
    if (asked.isDefined(asked.epochs())) {
      training = training.withEpochs(number(asked.epochs()));
    }
    if (asked.isDefined(asked.batchSize())) {
      BatchConfig batches = training.batches();
      training =
          training.withBatches(
              new BatchConfig(number(asked.batchSize()), batches.shuffle(), batches.dropLast()));
    }
    if (asked.isDefined(asked.lr())) {
      double rate = (double) asked.getOrDefault(asked.lr());
      training = training.withOptimizer(training.optimizer().withLr(rate));
    }
    if (asked.isDefined(asked.precision())) {
      Precision precision =
          Labels.parse(Precision.class, "precision (precision)", word(asked.precision()));
      training = training.withCompute(training.compute().withPrecision(precision));
    }
    return training;
  }

  /** A worker that ended early, because of its own memory, would leave the others waiting. */
  private ReliabilityConfig reliability() {
    ReliabilityConfig reliability = ReliabilityConfig.DEFAULT.withMaxNativeGrowth(0);
    if (!asked.isDefined(asked.checkpointEvery())) {
      return reliability;
    }
    CheckpointCadence every = new CheckpointCadence.Epochs(number(asked.checkpointEvery()));
    return reliability.withCheckpoints(new CheckpointConfig(every, 2));
  }

  private int number(Param<Object> param) {
    return (int) asked.getOrDefault(param);
  }

  private String word(Param<String> param) {
    return asked.getOrDefault(param);
  }
}
