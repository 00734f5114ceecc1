package dev.signet.training;

import dev.signet.data.Batch;
import dev.signet.data.Batches;
import dev.signet.data.ImageDataset;
import dev.signet.metrics.ConfusionMatrix;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.Mean;
import dev.signet.model.FlipAverage;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import java.util.function.UnaryOperator;
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
  public Evaluation evaluate(ResNet net, ImageDataset dataset) {
    boolean wasTraining = net.module().is_training();
    net.train(false);
    try {
      Mean loss = new Mean();
      ConfusionMatrix confusion = new ConfusionMatrix(dataset.classes().size());
      for (Batch batch : Batches.inOrder(dataset, batchSize)) {
        update(net, batch, loss, confusion);
      }
      return new Evaluation(loss.compute(), confusion);
    } finally {
      net.train(wasTraining);
    }
  }

  private void update(ResNet net, Batch batch, Mean loss, ConfusionMatrix confusion) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      UnaryOperator<Tensor> forward = flipAverage ? new FlipAverage(net::forward) : net::forward;
      Tensor logits = inputs.arithmetic().autocast(() -> forward.apply(inputs.images(batch)));
      loss.update(torch.cross_entropy(logits, inputs.labels(batch)).item_double(), batch.count());
      long[] predicted = new long[batch.count()];
      torch.max(logits, 1).get1().cpu().data_ptr_long().get(predicted);
      for (int i = 0; i < predicted.length; i++) {
        confusion.update((int) batch.labels()[i], (int) predicted[i]);
      }
    }
  }
}
