package dev.signet.training;

import dev.signet.libtorch.Tensors;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * One update of a network.
 *
 * @param net what learns
 * @param inputs the way from bytes to tensors
 * @param loss what it makes small
 * @param sync what other workers do in the same step
 * @param optimizer the update
 */
public record TrainingStep(
    ResNet net, Inputs inputs, Loss loss, GradientSync sync, Optimizer optimizer) {

  /**
   * Takes the step, unless the loss is NaN or infinite: then the parameters stay as they are.
   *
   * @param change what is done to the pictures in [0, 1] first: {@code [n, 3, h, w]}
   * @param lr learning rate of this step
   */
  public StepResult run(Batch batch, UnaryOperator<Tensor> change, double lr) {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = inputs.images(batch, change); // [n, 3, h, w]
      return run(images, inputs.labels(batch), lr);
    }
  }

  /** The same from tensors, in the caller's scope: {@code [n, 3, h, w]} and {@code [n]}. */
  public StepResult run(Tensor images, Tensor labels, double lr) {
    net.dropGradients();
    Tensor logits = forward(images); // [n, classes]
    Tensor mean = loss.of(logits, labels); // []
    StepResult result = sync.together(result(mean, logits, labels));
    if (result.isFinite()) {
      mean.backward();
      sync.reduce(net);
      optimizer.step(lr);
    }
    return result;
  }

  /** Of all that is made on the way, only what autograd needs outlives the pass. */
  private Tensor forward(Tensor images) {
    return Tensors.only(() -> inputs.arithmetic().autocast(() -> net.forward(images)));
  }

  private static StepResult result(Tensor loss, Tensor logits, Tensor labels) {
    int correct = Tensors.countCorrect(logits, labels);
    return new StepResult(loss.item_double(), correct, Math.toIntExact(labels.size(0)));
  }
}
