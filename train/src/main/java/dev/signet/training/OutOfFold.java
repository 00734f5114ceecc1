package dev.signet.training;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import dev.signet.config.Ranges;
import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.config.StoppingConfig;
import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What networks believe of pictures that they have not seen, for every picture of a data set: it is
 * dealt into folds, and each fold is answered by a network that was trained on the others. Not safe
 * for use by several threads.
 */
public final class OutOfFold {
  private static final int BATCH = 64;

  private final RunConfig config;
  private final ComputeDevice device;
  private final int folds;

  /**
   * Trainings that have not begun.
   *
   * @param config how each network is trained
   * @param device where
   * @param folds how many networks, 2 to 100
   */
  public OutOfFold(RunConfig config, ComputeDevice device, int folds) {
    Ranges.require("number of folds (--folds)", folds, 2, 100);
    // Nothing is set aside to stop early by.
    this.config =
        config.withReliability(config.reliability().withStopping(StoppingConfig.LAST_EPOCH));
    this.device = device;
    this.folds = folds;
  }

  /** Watches the folds. */
  @FunctionalInterface
  public interface FoldListener {
    /** A fold was answered: {@code fold}, counted from 1, of {@code folds}, this share rightly. */
    void foldCompleted(int fold, int folds, double accuracy);
  }

  /**
   * Trains and answers.
   *
   * @param listener who is told after each fold
   * @param stop asks for an early end
   * @return {@code [pictures, classes]}, rows that sum to 1; empty if it was asked to stop
   * @throws DivergedException if a training diverges
   */
  public Optional<double[][]> probabilities(
      ImageSource dataset, FoldListener listener, StopSignal stop) {
    int[] foldOf = deal(dataset);
    double[][] probabilities = new double[dataset.size()][];
    for (int fold = 0; fold < folds; fold++) {
      int current = fold;
      int[] out = IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == current).toArray();
      int[] in = IntStream.range(0, foldOf.length).filter(i -> foldOf[i] != current).toArray();
      try (ResNet net = ResNet.create(config.model(), new Seeds(config.seed()).weights())) {
        TrainingRun.initialize(net, config, device);
        ImageSource kept = dataset.subset(dataset.name() + " (kept)", in);
        new Trainer(config, device, List.of()).fit(net, kept, Optional.empty(), stop);
        if (stop.requested()) {
          return Optional.empty();
        }
        answer(net, dataset, out, probabilities);
      }
      listener.foldCompleted(fold + 1, folds, accuracy(dataset, out, probabilities));
    }
    return Optional.of(probabilities);
  }

  /** Deals each class out evenly, at random. */
  private int[] deal(ImageSource dataset) {
    if (dataset.size() < 2 * folds) {
      throw new InvalidValueException(
          Text.of(
              "%d folds (--folds) need at least %d pictures, but there are %d",
              folds, 2 * folds, dataset.size()));
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, dataset.size()).boxed().toList());
    Collections.shuffle(order, new Random(new Seeds(config.seed()).order()));
    order.sort((a, b) -> Integer.compare(dataset.label(a), dataset.label(b))); // stable
    int[] foldOf = new int[dataset.size()];
    for (int k = 0; k < foldOf.length; k++) {
      foldOf[order.get(k)] = k % folds;
    }
    return foldOf;
  }

  private void answer(ResNet net, ImageSource dataset, int[] indices, double[][] probabilities) {
    Inputs inputs = new Inputs(config.preprocessing(), Arithmetic.plain(device));
    net.module().eval();
    int done = 0;
    for (Batch batch : Batches.inOrder(dataset.subset(dataset.name(), indices), BATCH)) {
      float[] rows = softmax(net, inputs, batch);
      int classes = rows.length / batch.count();
      for (int i = 0; i < batch.count(); i++) {
        double[] row = new double[classes];
        for (int c = 0; c < classes; c++) {
          row[c] = rows[i * classes + c];
        }
        probabilities[indices[done++]] = row;
      }
    }
  }

  private static float[] softmax(ResNet net, Inputs inputs, Batch batch) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor logits = inputs.arithmetic().autocast(() -> net.forward(inputs.images(batch)));
      return Tensors.floats(torch.softmax(logits, 1)); // [batch, classes]
    }
  }

  /**
   * The share of all pictures whose label is the most probable class.
   *
   * @param probabilities {@code [pictures, classes]}, as {@link #probabilities} gives them
   */
  public static double accuracy(ImageSource dataset, double[][] probabilities) {
    return accuracy(dataset, IntStream.range(0, dataset.size()).toArray(), probabilities);
  }

  private static double accuracy(ImageSource dataset, int[] indices, double[][] probabilities) {
    long correct =
        IntStream.of(indices)
            .filter(
                i ->
                    IntStream.range(0, probabilities[i].length)
                        .allMatch(c -> probabilities[i][c] <= probabilities[i][dataset.label(i)]))
            .count();
    return (double) correct / indices.length;
  }
}
