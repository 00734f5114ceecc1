package dev.signet.spark.training;

import dev.signet.Text;
import dev.signet.config.Json;
import dev.signet.spark.group.Pulse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All workers of a training, and whether they can train together: every worker comes to the same
 * answer.
 *
 * @param workers in the order of their numbers
 */
record Roster(List<Hello> workers) {
  /** What the workers said, in any order. */
  static Roster of(String[] messages) {
    return new Roster(
        Arrays.stream(messages)
            .map(json -> Json.read(Hello.class, json, "what a worker said"))
            .sorted(Comparator.comparingInt(Hello::worker))
            .toList());
  }

  Hello first() {
    return workers.get(0);
  }

  /** The next one in the ring. */
  Pulse.Neighbour after(int worker) {
    return neighbour((worker + 1) % workers.size());
  }

  /** The previous one in the ring. */
  Pulse.Neighbour before(int worker) {
    return neighbour((worker + workers.size() - 1) % workers.size());
  }

  private Pulse.Neighbour neighbour(int worker) {
    Hello hello = workers.get(worker);
    return new Pulse.Neighbour(worker, hello.host(), hello.pulse());
  }

  /**
   * Pictures of the worker that has most: the others repeat some, so that all take as many steps.
   */
  int mostPictures() {
    return workers.stream().mapToInt(Hello::pictures).max().orElseThrow();
  }

  List<String> fingerprints() {
    return workers.stream().map(Hello::fingerprint).toList();
  }

  /** Why they cannot train together, one line. */
  Optional<String> problem() {
    return saidBy()
        .or(this::sharedProcess)
        .or(this::differences)
        .or(this::sharedGpu)
        .or(this::withoutPictures)
        .or(this::others);
  }

  private Optional<String> saidBy() {
    return workers.stream()
        .filter(worker -> worker.problem().isPresent())
        .findFirst()
        .map(
            worker ->
                Text.of(
                    "worker %d on %s: %s",
                    worker.worker(), worker.host(), worker.problem().orElseThrow()));
  }

  /** What libtorch has once for a process is one worker's. */
  private Optional<String> sharedProcess() {
    Set<String> seen = new HashSet<>();
    return workers.stream()
        .filter(worker -> !seen.add(worker.executor()))
        .findFirst()
        .map(
            worker ->
                Text.of(
                    "two workers run in one process (executor %s on %s); give all executors the same"
                        + " number of cores (spark.executor.cores)",
                    worker.executor(), worker.host()));
  }

  private Optional<String> differences() {
    return workers.stream()
        .filter(worker -> !worker.computes().equals(first().computes()))
        .findFirst()
        .map(
            worker ->
                Text.of(
                    "worker 0 on %s computes with %s, worker %d on %s with %s; give all the same jars,"
                        + " cpu (device) where not every host has a GPU, and fp32 (precision) where"
                        + " not every processor has bf16",
                    first().host(),
                    first().computes(),
                    worker.worker(),
                    worker.host(),
                    worker.computes()));
  }

  /** NCCL would refuse it, in words of its own. */
  private Optional<String> sharedGpu() {
    Set<List<String>> seen = new HashSet<>();
    return workers.stream()
        .filter(worker -> !worker.gpu().isEmpty())
        .filter(worker -> !seen.add(List.of(worker.host(), worker.gpu())))
        .findFirst()
        .map(
            worker ->
                Text.of(
                    "two workers compute on one GPU (%s of %s); let Spark deal GPUs out"
                        + " (spark.executor.resource.gpu.amount=1), start one executor a host, or"
                        + " compute on processors (device)",
                    worker.gpu(), worker.host()));
  }

  private Optional<String> withoutPictures() {
    List<Hello> without = workers.stream().filter(worker -> worker.pictures() == 0).toList();
    return without.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "%d of %d workers got none of the %d pictures; give fewer workers (numWorkers)",
                without.size(), workers.size(), workers.stream().mapToInt(Hello::pictures).sum()));
  }

  private Optional<String> others() {
    List<String> before = first().before();
    return before.isEmpty() || before.equals(fingerprints())
        ? Optional.empty()
        : Optional.of(
            Text.of(
                "the checkpoints are of a run with other pictures or another number of workers (%d"
                    + " then, %d now); name another folder (checkpointDir) or empty it",
                before.size(), workers.size()));
  }

  /** What is to be said of processors that round otherwise, though they can train together. */
  Optional<String> remark() {
    List<String> kinds = workers.stream().map(Hello::processor).distinct().toList();
    return kinds.size() == 1
        ? Optional.empty()
        : Optional.of(
            "the workers' processors differ (%s): another placement of the tasks rounds otherwise"
                .formatted(kinds.stream().collect(Collectors.joining(", "))));
  }
}
