package dev.signet.spark.training;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.picture.ImageSize;
import dev.signet.spark.rows.PictureColumn;
import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.Row;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.Utils$;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One task of the barrier stage, which is one worker. What cannot be helped by another try, such as
 * a picture that cannot be read, all workers bring back as the same sentence; what can be is
 * thrown, and the training begins again.
 *
 * @param plan JSON of a {@link Plan}
 * @param pictures where in the rows the pictures are
 * @param hadoop how the file systems are reached
 * @param epochs brings {@link EpochNews} to the driver
 */
record WorkerTask(
    String plan,
    PictureColumn pictures,
    SerializableConfiguration hadoop,
    CollectionAccumulator<String> epochs)
    implements Function1<scala.collection.Iterator<Row>, scala.collection.Iterator<Outcome>>,
        Serializable {

  @Override
  public scala.collection.Iterator<Outcome> apply(scala.collection.Iterator<Row> rows) {
    BarrierTaskContext task = BarrierTaskContext.get();
    Outcome outcome = run(task, CollectionConverters.asJava(rows));
    return CollectionConverters.asScala(List.of(outcome).iterator());
  }

  private Outcome run(BarrierTaskContext task, Iterator<Row> rows) {
    Plan told = Json.read(Plan.class, plan, "the plan of the training");
    Path folder = folder(task);
    Configuration configuration = hadoop.value();
    try (Worker worker = new Worker(told, task, folder, configuration, epochs::add)) {
      ImageSize size =
          new ImageSize(
              told.config().model().input().height(), told.config().model().input().width());
      try {
        worker.learnsFrom(Shard.of(rows, pictures, size, told.classes(), folder));
      } catch (SignetException e) {
        worker.cannot(String.valueOf(e.getMessage()));
      }
      return worker.train();
    }
  }

  /** On a disk that Spark may use, gone with the task. */
  private static Path folder(BarrierTaskContext task) {
    File folder =
        Utils$.MODULE$.createTempDir(
            Utils$.MODULE$.getLocalDir(SparkEnv.get().conf()), "signet-worker");
    task.addTaskCompletionListener(
        (TaskCompletionListener) end -> Utils$.MODULE$.deleteRecursively(folder));
    return folder.toPath();
  }
}
