package dev.signet.spark.cluster;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.storage.RDDInfo;
import scala.jdk.javaapi.CollectionConverters;

/** Sees where workers train, and when their stage fails. */
final class StageWatch extends SparkListener {
  private final Set<Integer> barriers = ConcurrentHashMap.newKeySet();
  private final Map<Integer, TaskInfo> workers = new ConcurrentHashMap<>();
  private volatile int failures;

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted event) {
    if (CollectionConverters.asJava(event.stageInfo().rddInfos()).stream()
        .anyMatch(RDDInfo::isBarrier)) {
      workers.clear();
      barriers.add(event.stageInfo().stageId());
    }
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart event) {
    if (barriers.contains(event.stageId())) {
      workers.put(event.taskInfo().index(), event.taskInfo());
    }
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    if (barriers.contains(event.stageInfo().stageId())
        && event.stageInfo().failureReason().isDefined()) {
      failures++;
    }
  }

  /** How many training stages have failed. */
  int failures() {
    return failures;
  }

  /** How many workers of the last training stage have begun. */
  int begun() {
    return workers.size();
  }

  /** The executor of a worker of the last training stage. */
  String executor(int worker) {
    return workers.get(worker).executorId();
  }

  /** The address of the host of a worker of the last training stage. */
  String host(int worker) {
    return workers.get(worker).host();
  }
}
