package dev.signet.training;

import dev.signet.model.ResNet;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What workers that train one network, each on its own pictures, tell each other: before the update
 * the gradients become the means over all workers, so that every worker makes the same update. All
 * of them call the same methods in the same order, each on the thread that trains.
 */
@FunctionalInterface
public interface GradientSync {
  /** Nothing: one worker has all pictures. */
  GradientSync NONE = (net, loss) -> loss.backward();

  /** The number of this worker, counted from 0: its random changes to pictures are its own. */
  default int worker() {
    return 0;
  }

  /** Before the first step; the network is in the form in which it is trained. */
  default void begin(ResNet net) {}

  /**
   * Goes back through the network: afterwards its gradients are the means over all workers.
   *
   * @param loss of this worker's pictures, []
   */
  void backward(ResNet net, Tensor loss);

  /**
   * What a step came to on all workers together. If the loss of one is NaN or infinite, it is so
   * for all of them: they leave the step out together.
   *
   * @param own of this worker's pictures
   */
  default StepResult together(StepResult own) {
    return own;
  }

  /**
   * Whether the training ends after an epoch: the first worker decides, who alone has pictures to
   * judge by.
   *
   * @param own what this worker would do
   */
  default Optional<StopReason> together(Optional<StopReason> own) {
    return own;
  }
}
