package dev.signet.lab;

import dev.signet.engine.TrainedEngine;
import dev.signet.inference.Engine;
import dev.signet.metrics.LogitDifference;
import dev.signet.metrics.Spread;
import dev.signet.picture.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How fast pictures are answered by one engine and by others, all in turn. */
public final class PredictionBenchmark {
  private PredictionBenchmark() {}

  /**
   * What came out, as {@code bench predict} writes it in JSON.
   *
   * @param engine precision and engine, for people
   * @param batchSize pictures at once
   * @param ms of a batch
   * @param ratio how many times faster than the baseline, by the medians
   * @param picturesPerSecond by the median
   * @param sameTop1 pictures with the most probable class of the baseline
   * @param largestLogitDifference to the baseline's
   * @param largestLogit to hold the difference against
   */
  public record Row(
      String engine,
      int batchSize,
      Spread ms,
      double ratio,
      double picturesPerSecond,
      int sameTop1,
      double largestLogitDifference,
      double largestLogit) {}

  /**
   * Measures.
   *
   * @param engines the first is the baseline, such as a {@link TrainedEngine}
   * @param batch pictures of the network's input size
   * @param rounds that count, at least 1; a tenth as many, or 2, go before them
   * @return a row for each engine
   */
  public static List<Row> run(List<Engine> engines, Batch batch, int rounds) {
    List<List<Double>> millis =
        engines.stream().map(it -> (List<Double>) new ArrayList<Double>()).toList();
    for (int round = -Math.max(2, rounds / 10); round < rounds; round++) {
      for (int i = 0; i < engines.size(); i++) {
        long start = System.nanoTime();
        engines.get(i).logits(batch);
        if (round >= 0) {
          millis.get(i).add((System.nanoTime() - start) / 1e6);
        }
      }
    }
    float[] expected = engines.get(0).logits(batch);
    double baseline = Spread.of(millis.get(0)).median();
    return IntStream.range(0, engines.size())
        .mapToObj(i -> row(engines.get(i), batch, expected, Spread.of(millis.get(i)), baseline))
        .toList();
  }

  private static Row row(Engine engine, Batch batch, float[] expected, Spread ms, double baseline) {
    LogitDifference difference =
        LogitDifference.of(expected, engine.logits(batch), expected.length / batch.count());
    return new Row(
        engine.describe(),
        batch.count(),
        ms,
        baseline / ms.median(),
        batch.count() / ms.median() * 1000,
        difference.sameTop1(),
        difference.largest(),
        difference.largestLogit());
  }
}
