package dev.signet.lab;

import dev.signet.engine.TrainedEngine;
import dev.signet.inference.Engine;
import dev.signet.metrics.LogitDifference;
import dev.signet.picture.Batch;

/** How fast pictures are answered by one engine and by another, in turn. */
public final class PredictionBenchmark {
  private PredictionBenchmark() {}

  /**
   * What came out.
   *
   * @param times milliseconds a batch
   * @param difference of the answers
   */
  public record Result(Comparison times, LogitDifference difference) {
    /** How many pictures are answered in a second, in batches of so many. */
    public double picturesPerSecond(int batchSize) {
      return batchSize / times.signet().median() * 1000;
    }

    /** The same for JSON. */
    public PredictionAnswer.Timed answer(int batchSize) {
      return new PredictionAnswer.Timed(
          batchSize,
          ComparedTimes.of(times),
          picturesPerSecond(batchSize),
          difference.sameTop1(),
          difference.largest());
    }
  }

  /**
   * Measures.
   *
   * @param baseline whose answers are the expected ones, such as a {@link TrainedEngine}
   * @param engine that is held against it
   * @param batch pictures of the network's input size
   * @param rounds that count, at least 1
   */
  public static Result run(Engine baseline, Engine engine, Batch batch, int rounds) {
    float[] expected = baseline.logits(batch);
    int classes = expected.length / batch.count();
    LogitDifference difference = LogitDifference.of(expected, engine.logits(batch), classes);
    Comparison times =
        Comparison.alternate(
            round -> baseline.logits(batch), round -> engine.logits(batch), rounds);
    return new Result(times, difference);
  }
}
