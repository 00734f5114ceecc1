package dev.signet.spark.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the first worker says of its epochs, as the driver hears it: with its executor's signs of
 * life, every ten seconds if {@code spark.executor.heartbeatInterval} is not set. Called by Spark,
 * on one thread.
 */
public final class EpochNews extends SparkListener {
  /** Of the accumulator that carries the lines. */
  static final String NAME = "signet epochs";

  private final Consumer<String> heard;
  private final Map<Long, Integer> told = new HashMap<>(); // lines of each task

  /**
   * Listens, once it is added to Spark's context.
   *
   * @param heard gets a line for each epoch, on Spark's thread
   */
  public EpochNews(Consumer<String> heard) {
    this.heard = heard;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (Tuple4<Object, Object, Object, Seq<AccumulableInfo>> task :
        CollectionConverters.asJava(update.accumUpdates())) {
      tell((long) task._1(), task._4());
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    tell(end.taskInfo().taskId(), end.taskInfo().accumulables());
  }

  private void tell(long task, scala.collection.Seq<AccumulableInfo> accumulators) {
    for (AccumulableInfo each : CollectionConverters.asJava(accumulators)) {
      if (each.name().contains(NAME)
          && each.update().isDefined()
          && each.update().get() instanceof List<?> lines) {
        int known = told.getOrDefault(task, 0);
        lines.stream().skip(known).map(String::valueOf).forEach(heard);
        told.put(task, Math.max(known, lines.size()));
      }
    }
  }
}
