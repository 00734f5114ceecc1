package dev.signet.lab;

import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.Recipe;
import dev.signet.config.TrainingConfig;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.Spread;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.training.Augmenter;
import dev.signet.training.FusedOptimizer;
import dev.signet.training.GradientSync;
import dev.signet.training.Loss;
import dev.signet.training.Optimizer;
import dev.signet.training.Trainer;
import dev.signet.training.TrainingStep;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * How much of a training step goes into its pictures: steps of the fast recipe at full size, each
 * with a batch of its own and its random changes. The batch is gathered by the thread that trains,
 * though {@link Trainer} has another thread do it: the share is what the work costs.
 */
public final class DataShareBenchmark {
  private static final double LR = 0.001;

  private DataShareBenchmark() {}

  /** The parts of a step, in order. */
  public enum Piece {
    /** Pictures of a batch copied side by side. */
    GATHER,
    /** Bytes to floats, channels in planes. */
    TENSOR,
    /** Random changes, and the labels. */
    AUGMENT,
    /** Forward, backward, update. */
    NETWORK
  }

  /**
   * What came out, in milliseconds a step.
   *
   * @param pieces medians
   * @param step the whole
   * @param batchSize pictures a step
   * @param arithmetic of the step
   */
  public record Result(
      Map<Piece, Double> pieces, Spread step, int batchSize, Arithmetic arithmetic) {
    /** The share of a step that is not the network's, 0 to 1. */
    public double dataShare() {
      double data = 0;
      for (Piece piece : List.of(Piece.GATHER, Piece.TENSOR, Piece.AUGMENT)) {
        data += pieces.getOrDefault(piece, 0.0);
      }
      return data / step.median();
    }

    /** Pictures that are trained on in a second. */
    public double picturesPerSecond() {
      return batchSize / step.median() * 1000;
    }
  }

  /**
   * Measures.
   *
   * @param pictures of the model's input size; if they are too few, they are used again
   * @param batchSize pictures a step
   * @param steps that count, at least 1; some more go before them
   */
  public static Result run(
      ModelConfig model, ImageSource pictures, int batchSize, ComputeDevice device, int steps) {
    TrainingConfig fast = Recipe.FAST.training();
    Arithmetic arithmetic = Arithmetic.of(fast.compute(), device);
    Augmenter augmenter = new Augmenter(fast.augmentation(), model.input(), 0);
    Laps<Piece> laps = new Laps<>(Piece.class);
    try (ResNet net = TrainingBenchmark.network(model, device, arithmetic, fast.compute());
        Optimizer optimizer = FusedOptimizer.create(fast.optimizer(), net)) {
      Inputs inputs = new Inputs(Preprocessing.UNIT, arithmetic);
      Loss loss = Loss.crossEntropy(fast.labelSmoothing());
      TrainingStep step = new TrainingStep(net, inputs, loss, GradientSync.NONE, optimizer);
      int warmUp = Math.max(2, steps / 10);
      for (int round = 0; round < warmUp + steps; round++) {
        long number = round;
        laps.start(round >= warmUp);
        Batch batch = pictures.batch(indices(round, batchSize, pictures.size()));
        laps.ended(Piece.GATHER);
        try (PointerScope scope = new PointerScope()) {
          Tensor images = // [n, 3, h, w]
              inputs.images(
                  batch,
                  unit -> {
                    laps.ended(Piece.TENSOR);
                    return augmenter.apply(unit, number, 1);
                  });
          Tensor labels = inputs.labels(batch); // [n]
          laps.ended(Piece.AUGMENT);
          step.run(images, labels, LR);
        }
        laps.ended(Piece.NETWORK);
        laps.stop();
      }
    }
    return new Result(laps.medians(), laps.rounds(), batchSize, arithmetic);
  }

  private static int[] indices(int round, int batchSize, int pictures) {
    int[] indices = new int[batchSize];
    Arrays.setAll(indices, i -> (int) (((long) round * batchSize + i) % pictures));
    return indices;
  }
}
