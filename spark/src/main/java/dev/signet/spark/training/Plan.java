package dev.signet.spark.training;

import dev.signet.config.RunConfig;
import dev.signet.spark.group.Exchange;
import java.util.List;
import java.util.Optional;

/**
 * What the workers of a training are told.
 *
 * @param config of the run; without threads, as many as each worker has cores
 * @param classes names of the classes, in the order of the labels
 * @param workers how many there are, at least 1
 * @param device of each worker: {@code auto}, {@code cpu} or {@code cuda}
 * @param maxRestarts how often the training begins again after a worker was lost, 0 to 1,000
 * @param stallSeconds how long a worker may keep the others waiting, 1 to 86,400
 * @param exchange what they tell each other in a step
 * @param checkpointDir a folder that all hosts see, to go on from after a restart
 * @param out a folder that all hosts see, which gets the run's files
 */
public record Plan(
    RunConfig config,
    List<String> classes,
    int workers,
    String device,
    int maxRestarts,
    int stallSeconds,
    Exchange exchange,
    Optional<String> checkpointDir,
    Optional<String> out) {
  public Plan {
    classes = List.copyOf(classes);
  }

  /** The same with so many threads a worker, unless it says how many. */
  Plan onCores(int cores) {
    return config.threads().isPresent()
        ? this
        : new Plan(
            config.withThreads(cores),
            classes,
            workers,
            device,
            maxRestarts,
            stallSeconds,
            exchange,
            checkpointDir,
            out);
  }
}
