package dev.signet.server.models;

import dev.signet.artifact.Assumptions;
import dev.signet.artifact.OpenedModel;
import dev.signet.config.InputSize;
import dev.signet.data.ImageSize;
import dev.signet.explain.GradCam;
import dev.signet.explain.Heatmap;
import dev.signet.explain.Overlay;
import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.server.batching.BatchObserver;
import dev.signet.server.batching.BatchWorker;
import dev.signet.server.batching.MicroBatcher;
import dev.signet.server.config.BatchingConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/**
 * Explains a model's answers by Grad-CAM, which needs a second copy of the network with its
 * gradients: it is made when the first explanation is asked for, and used by one thread. Safe for
 * use by many threads.
 */
final class Explainer implements AutoCloseable {
  private static final BatchingConfig BATCHING =
      new BatchingConfig(8, Duration.ZERO, 32, BatchingConfig.DEFAULT.deadline());

  private final MicroBatcher<Question, Heatmap> batcher;
  private final ImageSize size;

  private Explainer(MicroBatcher<Question, Heatmap> batcher, ImageSize size) {
    this.batcher = batcher;
    this.size = size;
  }

  /** A picture's pixels and the class that it was given. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Question(byte[] pixels, int classIndex) {}

  /** Loads the network. */
  static Explainer open(String name, Path model, String device, InputSize input) {
    MicroBatcher<Question, Heatmap> batcher =
        new MicroBatcher<>(
            "explanations of " + name,
            () ->
                new Worker(
                    GradCam.of(
                        OpenedModel.open(model, Assumptions.NONE).file(),
                        ComputeDevice.choose(device),
                        GradCam.DEFAULT_LAYER)),
            1,
            BATCHING,
            BatchObserver.NONE);
    return new Explainer(batcher, new ImageSize(input.height(), input.width()));
  }

  /** Where the network saw an answer in a picture of its input size. */
  CompletableFuture<Explanation> explain(
      byte[] pixels, ClassProbability answer, Deadline deadline, BooleanSupplier abandoned) {
    batcher.reserve(1);
    return batcher
        .submit(new Question(pixels, answer.index()), abandoned)
        .orTimeout(Math.max(1, deadline.remainingNanos()), TimeUnit.NANOSECONDS)
        .thenApply(
            heatmap ->
                new Explanation(
                    answer, GradCam.DEFAULT_LAYER.label(), png(pixels, heatmap.value())));
  }

  private byte[] png(byte[] pixels, Heatmap heatmap) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(Overlay.draw(pixels, size, heatmap), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail to be written
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    batcher.close();
  }

  /** Owns the network. */
  private record Worker(GradCam gradCam) implements BatchWorker<Question, Heatmap> {
    @Override
    public List<Heatmap> run(List<Question> questions) {
      return gradCam.heatmaps(
          questions.stream().map(Question::pixels).toList(),
          questions.stream().mapToInt(Question::classIndex).toArray());
    }

    @Override
    public void close() {
      gradCam.close();
    }
  }
}
