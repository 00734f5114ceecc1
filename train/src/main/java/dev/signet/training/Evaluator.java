package dev.signet.training;

import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.FlipAverage;
import dev.signet.libtorch.Tensors;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Tally;
import dev.signet.model.Halves;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Judges a network by labelled pictures: in evaluation mode (batch norm uses its running
 * statistics) and without gradients; the network's mode is put back afterwards. Not safe for use by
 * several threads.
 */
public final class Evaluator {
  private final Inputs inputs;
  private final int batchSize;
  private final boolean flipAverage;

  /**
   * An evaluator.
   *
   * @param inputs the way from bytes to tensors
   * @param batchSize pictures a forward pass
   */
  public Evaluator(Inputs inputs, int batchSize) {
    this(inputs, batchSize, false);
  }

  /**
   * An evaluator.
   *
   * @param flipAverage whether the network is judged by the mean of its probabilities for a picture
   *     and for its mirror image: {@link FlipAverage}
   */
  public Evaluator(Inputs inputs, int batchSize, boolean flipAverage) {
    this.inputs = inputs;
    this.batchSize = batchSize;
    this.flipAverage = flipAverage;
  }

  /** Loss and confusion matrix over all pictures of the data set. */
  public Tally evaluate(ResNet net, ImageSource dataset) {
    return outputs(net, dataset).evaluation();
  }

  /** The logits of all pictures of the data set, with their labels, in order. */
  public LabelledLogits answers(ResNet net, ImageSource dataset) {
    return outputs(net, dataset).labelled();
  }

  /** The logits and features of all pictures of the data set, in order. */
  public Outputs outputs(ResNet net, ImageSource dataset) {
    boolean wasTraining = net.module().is_training();
    net.train(false);
    try {
      Outputs outputs = new Outputs(dataset, new ArrayList<>(), new ArrayList<>());
      for (Batch batch : Batches.inOrder(dataset, batchSize)) {
        forward(net, batch, outputs);
      }
      return outputs;
    } finally {
      net.train(wasTraining);
    }
  }

  private void forward(ResNet net, Batch batch, Outputs outputs) {
    Halves halves = Halves.beforeClassifier(net);
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Tensor images = inputs.images(batch);
      Tensor maps = inputs.arithmetic().autocast(() -> halves.bottom(images));
      Tensor asIs = inputs.arithmetic().autocast(() -> halves.top(maps));
      Tensor logits = flipAverage ? FlipAverage.mean(asIs, mirrored(net, images)) : asIs;
      Tensor features = torch.adaptive_avg_pool2d(maps, 1, 1).flatten(1, -1); // [n, features]
      outputs.logits().addAll(rows(logits, batch.count()));
      outputs.features().addAll(rows(features, batch.count()));
    }
  }

  private Tensor mirrored(ResNet net, Tensor images) {
    return inputs.arithmetic().autocast(() -> net.forward(FlipAverage.mirrored(images)));
  }

  private static List<float[]> rows(Tensor matrix, int count) {
    float[] all = Tensors.floats(matrix);
    int width = all.length / count;
    return IntStream.range(0, count)
        .mapToObj(i -> Arrays.copyOfRange(all, i * width, (i + 1) * width))
        .toList();
  }
}
