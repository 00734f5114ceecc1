package dev.signet.server.models;

import dev.signet.SignetException;
import dev.signet.artifact.Assumptions;
import dev.signet.artifact.OpenedModel;
import dev.signet.inference.HeatmapProvider;
import dev.signet.inference.HeatmapProvider.Heatmaps;
import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.server.batching.BatchObserver;
import dev.signet.server.batching.BatchWorker;
import dev.signet.server.batching.MicroBatcher;
import dev.signet.server.config.BatchingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Explains a model's answers by heat maps, which need a second copy of the network with its
 * gradients: it is made when the first explanation is asked for, and used by one thread. Safe for
 * use by many threads.
 */
final class Explainer implements AutoCloseable {
  private static final int MOST_AT_ONCE = 8;

  private final MicroBatcher<Question, Drawn> batcher;

  private Explainer(MicroBatcher<Question, Drawn> batcher) {
    this.batcher = batcher;
  }

  /** A picture's pixels and the class that it was given. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Question(byte[] pixels, int classIndex) {}

  /** A picture under its heat map, and what was looked at. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Drawn(String layer, byte[] png) {}

  /**
   * Loads the network.
   *
   * @param queue pictures that may wait, at least as many as a request may have
   * @throws SignetException if nothing on the class path can explain
   */
  static Explainer open(String name, Path model, String device, int queue) {
    HeatmapProvider provider =
        HeatmapProvider.find()
            .orElseThrow(
                () ->
                    new SignetException(
                        "heat maps need libtorch: put signet-train on the class path, too"));
    return new Explainer(
        new MicroBatcher<>(
            "explanations of " + name,
            () ->
                new Worker(provider.open(OpenedModel.open(model, Assumptions.NONE).file(), device)),
            1,
            new BatchingConfig(
                MOST_AT_ONCE, Duration.ZERO, queue, BatchingConfig.DEFAULT.deadline()),
            BatchObserver.NONE));
  }

  /** Where the network saw an answer in a picture of its input size. */
  CompletableFuture<Explanation> explain(
      byte[] pixels, ClassProbability answer, Deadline deadline, BooleanSupplier abandoned) {
    batcher.reserve(1);
    return batcher
        .submit(new Question(pixels, answer.index()), abandoned)
        .orTimeout(Math.max(1, deadline.remainingNanos()), TimeUnit.NANOSECONDS)
        .thenApply(drawn -> new Explanation(answer, drawn.value().layer(), drawn.value().png()));
  }

  @Override
  public void close() {
    batcher.close();
  }

  /** Owns the network. */
  private record Worker(Heatmaps heatmaps) implements BatchWorker<Question, Drawn> {
    @Override
    public List<Drawn> run(List<Question> questions) {
      List<byte[]> pngs =
          heatmaps.draw(
              questions.stream().map(Question::pixels).toList(),
              questions.stream().mapToInt(Question::classIndex).toArray());
      return pngs.stream().map(png -> new Drawn(heatmaps.layer(), png)).toList();
    }

    @Override
    public void close() {
      heatmaps.close();
    }
  }
}
