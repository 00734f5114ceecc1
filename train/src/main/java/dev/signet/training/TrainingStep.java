package dev.signet.training;

import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.Tensors;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.training.PhaseClock.Phase;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CrossEntropyLossOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** One update of a network. */
public final class TrainingStep {
  private final ResNet net;
  private final Optimizer optimizer;
  private final Inputs inputs;
  private final Arithmetic arithmetic;
  private final double labelSmoothing;
  private final PhaseClock clock;

  public TrainingStep(
      ResNet net, Optimizer optimizer, Inputs inputs, double labelSmoothing, PhaseClock clock) {
    this.net = net;
    this.optimizer = optimizer;
    this.inputs = inputs;
    this.arithmetic = inputs.arithmetic();
    this.labelSmoothing = labelSmoothing;
    this.clock = clock;
  }

  /**
   * Takes the step, unless the loss is NaN or infinite: then the parameters stay as they are.
   *
   * @param change what is done to the pictures in [0, 1] first: {@code [n, 3, h, w]}
   * @param lr learning rate of this step
   */
  public StepResult run(Batch batch, UnaryOperator<Tensor> change, double lr) {
    try (PointerScope scope = new PointerScope()) {
      Tensor images = inputs.images(batch, change); // [n, 3, h, w]
      Tensor labels = inputs.labels(batch); // [n]
      clock.ended(Phase.DATA);
      net.dropGradients();
      Tensor logits =
          Tensors.only(() -> arithmetic.autocast(() -> net.forward(images))); // [n, classes]
      Tensor loss = torch.cross_entropy(logits, labels, smoothing()); // []
      StepResult result =
          new StepResult(loss.item_double(), Tensors.countCorrect(logits, labels), batch.count());
      clock.ended(Phase.FORWARD);
      if (Double.isFinite(result.loss())) {
        loss.backward();
        clock.ended(Phase.BACKWARD);
        optimizer.step(lr);
        clock.ended(Phase.OPTIMIZER);
      }
      return result;
    }
  }

  private CrossEntropyLossOptions smoothing() {
    CrossEntropyLossOptions options = new CrossEntropyLossOptions();
    options.label_smoothing().put(labelSmoothing);
    return options;
  }
}
