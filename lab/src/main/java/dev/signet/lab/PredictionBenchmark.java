package dev.signet.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signet.engine.TrainedEngine;
import dev.signet.inference.Engine;
import dev.signet.metrics.LogitDifference;
import dev.signet.picture.Batch;

/** How fast pictures are answered by one engine and by another, in turn. */
public final class PredictionBenchmark {
  private PredictionBenchmark() {}

  /**
   * What came out, as {@code bench predict} writes it in JSON.
   *
   * @param batchSize pictures at once
   * @param times of a batch
   * @param picturesPerSecond of the engine that is not the baseline
   * @param sameTop1 pictures with the same most probable class
   * @param largestLogitDifference of any two logits
   * @param largestLogit to hold the difference against
   */
  public record Result(
      int batchSize,
      @JsonUnwrapped Comparison times,
      double picturesPerSecond,
      int sameTop1,
      double largestLogitDifference,
      @JsonIgnore double largestLogit) {}

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
    return new Result(
        batch.count(),
        times,
        batch.count() / times.signetMs() * 1000,
        difference.sameTop1(),
        difference.largest(),
        difference.largestLogit());
  }
}
