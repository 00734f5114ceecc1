package dev.signet.spark.training;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.Text;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The processes of an application. Every worker has one of its own, because libtorch's threads,
 * determinism and random numbers are settings of a process, and computes with all its cores.
 */
final class Executors {
  /** What Spark calls a graphics processor. */
  static final String GPU = "gpu";

  /** An application that is younger may still be waiting for its executors. */
  private static final long YOUNG_MILLIS = 30_000;

  private static final long POLL_MILLIS = 200;

  private final SparkContext context;

  Executors(SparkContext context) {
    this.context = context;
  }

  /**
   * What each worker may have.
   *
   * @param cores of its executor
   * @param gpu whether its executor has been given graphics processors, of which it takes one
   */
  record Share(int cores, boolean gpu) {
    /** The rows, by tasks that take a whole executor each. */
    <T> RDD<T> of(RDD<T> rows) {
      if (rows.context().isLocal()) {
        return rows; // one process, and one task
      }
      TaskResourceRequests whole = new TaskResourceRequests().cpus(cores);
      if (gpu) {
        whole.resource(GPU, 1);
      }
      return rows.withResources(new ResourceProfileBuilder().require(whole).build());
    }
  }

  /**
   * What each of so many workers may have.
   *
   * @throws SignetException if there are fewer processes than workers: a barrier stage would wait
   *     for minutes
   */
  Share forWorkers(int workers) {
    if (context.getConf().getBoolean("spark.dynamicAllocation.enabled", false)) {
      throw new InvalidValueException(
          "workers need executors that stay; set spark.dynamicAllocation.enabled=false");
    }
    List<Integer> cores = waitFor(workers);
    if (cores.size() >= workers) {
      String gpus = "spark.executor.resource." + GPU + ".amount";
      return new Share(cores.get(workers - 1), context.getConf().getInt(gpus, 0) > 0);
    }
    throw new SignetException(
        context.isLocal()
            ? Text.of(
                "%d workers (numWorkers) need a process each, and the master %s has one; try"
                    + " local-cluster[%d,1,1024] or a cluster, or train with one worker",
                workers, context.master(), workers)
            : Text.of(
                "%d workers (numWorkers) need an executor each, but the application has %d; give it"
                    + " more (spark.executor.instances, or spark.cores.max over"
                    + " spark.executor.cores), or train with fewer workers",
                workers, cores.size()));
  }

  /** Waits no longer than for those that were asked for. */
  private List<Integer> waitFor(int workers) {
    int asked = context.getConf().getInt("spark.executor.instances", Integer.MAX_VALUE);
    List<Integer> cores = cores();
    while (cores.size() < Math.min(workers, asked)
        && !context.isLocal()
        && System.currentTimeMillis() - context.startTime() < YOUNG_MILLIS) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SignetException("the training was interrupted before it began", e);
      }
      cores = cores();
    }
    return cores;
  }

  /** Cores of each executor, most first. */
  private List<Integer> cores() {
    return CollectionConverters.asJava(context.statusStore().executorList(true)).stream()
        .map(ExecutorSummary::totalCores)
        .filter(cores -> cores > 0) // the driver has none, but where it is all there is
        .sorted(Comparator.reverseOrder())
        .toList();
  }
}
