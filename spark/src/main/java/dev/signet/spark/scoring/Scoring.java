package dev.signet.spark.scoring;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.config.PredictionConfig;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.spark.rows.PictureColumn;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * Answers for the rows of a partition, batch by batch: no more than a batch of it is in memory. A
 * row keeps its place and its columns, and gets {@value #COLUMNS} more: the index of the most
 * probable class, the probability of each, the class's name, whether the model had better not
 * answer, and why the picture could not be read.
 *
 * @param key by which executors know the model
 * @param model the bytes of a {@link ModelFile}
 * @param pictures where the pictures are
 * @param flipAverage as in {@link PredictionConfig}
 * @param batch rows that go through the network together
 */
public record Scoring(
    String key, Broadcast<byte[]> model, PictureColumn pictures, boolean flipAverage, int batch)
    implements MapPartitionsFunction<Row, Row>, Serializable {
  static final int COLUMNS = 5;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return rows;
    }
    TaskContext task = TaskContext.get();
    PredictionConfig config =
        PredictionConfig.DEFAULT.withThreads(task.cpus()).withFlipAverage(flipAverage);
    ExecutorModels.Lease lease = ExecutorModels.open(key, model, config);
    task.addTaskCompletionListener((TaskCompletionListener) end -> lease.close());
    return new Iterator<>() {
      private final Deque<Row> answered = new ArrayDeque<>();

      @Override
      public boolean hasNext() {
        return !answered.isEmpty() || rows.hasNext();
      }

      @Override
      public Row next() {
        if (answered.isEmpty()) {
          List<Row> next = new ArrayList<>(batch);
          while (next.size() < batch && rows.hasNext()) {
            next.add(rows.next());
          }
          answered.addAll(answer(next, lease.classifier()));
        }
        return answered.remove();
      }
    };
  }

  private List<Row> answer(List<Row> rows, Classifier classifier) {
    List<byte[]> readable = new ArrayList<>(rows.size());
    List<@Nullable String> problems = new ArrayList<>(rows.size());
    for (Row row : rows) {
      try {
        readable.add(pictures.pixels(row, classifier.decoder()));
        problems.add(null);
      } catch (SignetException e) {
        problems.add(e.getMessage());
      }
    }
    Iterator<Prediction> predictions = classifier.predictPixels(readable).iterator();
    List<Row> answers = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      String problem = problems.get(i);
      answers.add(
          problem == null
              ? with(rows.get(i), predictions.next())
              : with(rows.get(i), null, null, null, null, problem));
    }
    return answers;
  }

  private static Row with(Row row, Prediction prediction) {
    double[] probabilities = new double[prediction.ranking().size()];
    prediction.ranking().forEach(each -> probabilities[each.index()] = each.probability());
    return with(
        row,
        (double) prediction.ranking().get(0).index(),
        Vectors.dense(probabilities),
        prediction.label(),
        prediction.unknown(),
        null);
  }

  private static Row with(Row row, @Nullable Object... added) {
    Object[] values = new Object[row.size() + added.length];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    System.arraycopy(added, 0, values, row.size(), added.length);
    return RowFactory.create(values);
  }
}
