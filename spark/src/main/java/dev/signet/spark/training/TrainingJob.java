package dev.signet.spark.training;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.Json;
import dev.signet.spark.rows.PictureColumn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkException;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.BarrierJobSlotsNumberCheckFailed;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** A training as the driver sees it: one barrier stage, begun again when a worker is lost. */
public final class TrainingJob {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingJob.class);

  /** Where Spark's many words come to the first failure of a task. */
  private static final Pattern REASON =
      Pattern.compile(
          "(?:finished unsuccessfully\\.\\s+|Lost task [^:]*: )(?:[\\w.$]+(?:Exception|Error): )?(.+)");

  private final SparkContext context;
  private final Rows rows;
  private final Executors.Share share;

  /**
   * A job of this application.
   *
   * @throws SignetException of a sentence, if it has too few executors
   */
  public TrainingJob(SparkContext context, Rows rows, int workers) {
    this.context = context;
    this.rows = rows;
    this.share = new Executors(context).forWorkers(workers);
  }

  /** Names of the classes, in the order of the labels. */
  public List<String> classes(Dataset<?> data) {
    return rows.classes(data);
  }

  /**
   * What came of a training.
   *
   * @param model the bytes of the model file
   * @param unwritten why the run's files are not all in its folder, one line; else empty
   */
  public record Trained(byte[] model, Optional<String> unwritten) {}

  /**
   * Trains.
   *
   * @throws SignetException of a sentence, if the data cannot be learned from, or workers were lost
   *     more often than {@link Plan#maxRestarts}
   */
  public Trained train(Dataset<?> data, Plan plan) {
    Dataset<Row> dealt = rows.dealt(data, plan.workers());
    RDD<Row> partitions = share.of(dealt.javaRDD().rdd());
    WorkerTask task =
        new WorkerTask(
            Json.write(plan.onCores(share.cores())),
            PictureColumn.of(dealt.schema(), "image"),
            new SerializableConfiguration(context.hadoopConfiguration()),
            context.collectionAccumulator(EpochNews.NAME));
    EpochNews news = new EpochNews(LOG::info);
    context.addSparkListener(news);
    try {
      return run(partitions, task, plan.maxRestarts());
    } finally {
      context.removeSparkListener(news);
    }
  }

  /** Spark itself never begins a barrier stage again whose results go to the driver. */
  private Trained run(RDD<Row> partitions, WorkerTask task, int maxRestarts) {
    String reason = "no worker was lost before";
    for (int restart = 0; ; restart++) {
      try {
        return trained(collect(partitions, task));
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) { // Scala throws what it does not declare
        if (!(e instanceof SparkException) || context.isStopped()) {
          throw new SignetException("the training ended with Spark: " + e.getMessage(), e);
        }
        if (e instanceof BarrierJobSlotsNumberCheckFailed few) {
          throw new SignetException(
              Text.of(
                  "the training was given up: %d workers need an executor each, and the application"
                      + " has been left with %d (spark.scheduler.barrier"
                      + ".maxConcurrentTasksCheck says for how long); %s",
                  few.requiredConcurrentTasks(), few.maxConcurrentTasks(), reason),
              e);
        }
        reason = reason(e);
        if (restart == maxRestarts) {
          throw new SignetException(
              Text.of(
                  "the training was given up after %d restart%s (maxRestarts): %s",
                  restart, restart == 1 ? "" : "s", reason),
              e);
        }
        LOG.warn("the training begins again: {}", reason);
      }
    }
  }

  private static Outcome[] collect(RDD<Row> partitions, WorkerTask task) throws Exception {
    ClassTag<Outcome> tag = ClassTag$.MODULE$.apply(Outcome.class);
    return (Outcome[]) partitions.barrier().mapPartitions(task, false, tag).collect();
  }

  private static Trained trained(Outcome[] outcomes) {
    for (Outcome outcome : outcomes) {
      if (outcome.problem() != null) {
        throw new SignetException(outcome.problem());
      }
    }
    Optional<String> unwritten = Optional.ofNullable(outcomes[0].unwritten());
    unwritten.ifPresent(
        why -> LOG.warn("the model was trained, but the run's folder is not complete: {}", why));
    return new Trained(Objects.requireNonNull(outcomes[0].model()), unwritten);
  }

  /** Why a worker was lost, in one line, as Spark says of the stage that failed by it. */
  private static String reason(Exception failed) {
    String message = String.valueOf(failed.getMessage());
    Matcher matcher = REASON.matcher(message);
    return matcher.find() ? matcher.group(1) : message.lines().findFirst().orElse(message);
  }
}
