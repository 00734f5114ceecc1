package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
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
@RecordBuilder
public record RunConfig(
    String recipe,
    long seed,
    DataConfig data,
    ModelConfig model,
    Preprocessing preprocessing,
    TrainingConfig training,
    ReliabilityConfig reliability,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<TransferConfig> transfer,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Integer> threads)
    implements RunConfigBuilder.With {
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

  /** The same from weights that are there already. */
  public RunConfig withTransfer(TransferConfig weights) {
    return withTransfer(Optional.of(weights));
  }

  /**
   * The same for pictures that are brought to size in this way, here and in the model's answers.
   */
  public RunConfig fittedBy(Fit fit) {
    return withData(data.fittedBy(fit)).withPreprocessing(preprocessing.withFit(fit));
  }

  /** The same on another number of threads. */
  public RunConfig withThreads(int number) {
    return withThreads(Optional.of(number));
  }
}
