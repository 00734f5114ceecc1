package dev.signet.config;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.Optional;

/**
 * One training, resolved: what {@code config.json} of a run holds.
 *
 * @param recipe the name that the training options started from
 * @param seed of every random stream of the run
 * @param data where the pictures come from
 * @param model the network's shape
 * @param preprocessing what happens to the pictures' bytes
 * @param training how it is trained
 * @param reliability what it does about its end and about faults; files from before it came lack it
 * @param transfer the weights that it begins with; absent, they are random
 * @param threads that libtorch's operators use, 1 to 1024: another number rounds otherwise; absent
 *     until the training begins, and in files from before it came
 */
public record RunConfig(
    String recipe,
    long seed,
    DataConfig data,
    ModelConfig model,
    Preprocessing preprocessing,
    TrainingConfig training,
    @JacksonInject(value = Json.RELIABILITY, useInput = OptBoolean.TRUE)
        ReliabilityConfig reliability,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<TransferConfig> transfer,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> threads) {
  /** Checks the range. */
  public RunConfig {
    threads.ifPresent(number -> Ranges.require("threads (--threads)", number, 1, 1024));
    transfer.ifPresent(it -> it.requireStages(model.variant()));
  }

  /** A training after a recipe, with bytes scaled to [0, 1] and nothing else. */
  public static RunConfig of(Recipe recipe, DataConfig data, ModelConfig model, long seed) {
    return new RunConfig(
        recipe.label(),
        seed,
        data,
        model,
        Preprocessing.UNIT,
        recipe.training(),
        ReliabilityConfig.DEFAULT,
        Optional.empty(),
        Optional.empty());
  }

  /** The same with other training options. */
  public RunConfig withTraining(TrainingConfig newTraining) {
    return new RunConfig(
        recipe, seed, data, model, preprocessing, newTraining, reliability, transfer, threads);
  }

  /** The same from weights that are there already. */
  public RunConfig withTransfer(TransferConfig newTransfer) {
    return new RunConfig(
        recipe,
        seed,
        data,
        model,
        preprocessing,
        training,
        reliability,
        Optional.of(newTransfer),
        threads);
  }

  /** The same with other preprocessing. */
  public RunConfig withPreprocessing(Preprocessing newPreprocessing) {
    return new RunConfig(
        recipe, seed, data, model, newPreprocessing, training, reliability, transfer, threads);
  }

  /** The same with another answer to faults. */
  public RunConfig withReliability(ReliabilityConfig newReliability) {
    return new RunConfig(
        recipe, seed, data, model, preprocessing, training, newReliability, transfer, threads);
  }

  /** The same with another seed. */
  public RunConfig withSeed(long newSeed) {
    return new RunConfig(
        recipe, newSeed, data, model, preprocessing, training, reliability, transfer, threads);
  }

  /** The same on another number of threads. */
  public RunConfig withThreads(int newThreads) {
    return new RunConfig(
        recipe,
        seed,
        data,
        model,
        preprocessing,
        training,
        reliability,
        transfer,
        Optional.of(newThreads));
  }
}
