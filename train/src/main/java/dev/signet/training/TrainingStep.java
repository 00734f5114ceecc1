package dev.signet.training;

import dev.signet.libtorch.Tensors;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

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
   * @param change what is done to the pictures first
   * @param lr learning rate of this step
   */
  public StepResult run(Batch batch, StepChange change, double lr) {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = inputs.images(batch, change::pictures); // [n, 3, h, w]
      StepChange.Examples examples =
          change.mix(new StepChange.Examples(images, inputs.labels(batch)));
      return run(examples.images(), examples.targets(), lr);
    }
  }

  /**
   * The same from tensors, in the caller's scope: {@code [n, 3, h, w]} and labels {@code [n]} or
   * the classes' shares {@code [n, classes]}.
   */
  public StepResult run(Tensor images, Tensor targets, double lr) {
    net.dropGradients();
    Tensor logits = forward(images); // [n, classes]
    Tensor mean = loss.of(logits, targets); // []
    StepResult result = sync.together(result(mean, logits, targets));
    if (result.isFinite()) {
      sync.backward(net, mean);
      optimizer.step(lr);
    }
    return result;
  }

  /** Of all that is made on the way, only what autograd needs outlives the pass. */
  private Tensor forward(Tensor images) {
    return Tensors.only(() -> inputs.arithmetic().autocast(() -> net.forward(images)));
  }

  /** Of a mixed picture the class with the largest share is the right one. */
  private static StepResult result(Tensor loss, Tensor logits, Tensor targets) {
    Tensor labels = targets.dim() == 1 ? targets : torch.max(targets, 1).get1();
    int correct = Tensors.countCorrect(logits, labels);
    return new StepResult(loss.item_double(), correct, Math.toIntExact(labels.size(0)));
  }
}
