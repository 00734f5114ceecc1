package dev.signet.training;

import dev.signet.model.ResNet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.StringTensorDict;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * An exponential moving average of the weights over the steps of a training (Polyak and Juditsky,
 * 1992, averaged them all). After step {@code t} it moves by {@code (1 - d) / (1 - d^t)} of the way
 * to the weights: the divisor corrects the beginning, as in Adam, so that it is a weighted mean of
 * the weights after steps 1 to {@code t} and of nothing else.
 *
 * <p>One that remembers long takes every fourth step alone, with the decay of four: reading and
 * writing all weights once more costs a tenth of a step, and neighbouring steps say the same.
 *
 * <p>It owns its tensors: {@link #close} frees them. Not safe for use by several threads.
 */
final class WeightAverage implements AutoCloseable {
  // Both lists are arguments: an update of a list that TorchScript made itself would be dropped.
  private static final String SOURCE =
      """
      def move(averages: List[Tensor], weights: List[Tensor], share: float):
          torch._foreach_lerp_(averages, weights, share)

      def copy(weights: List[Tensor], averages: List[Tensor]):
          torch._foreach_copy_(weights, averages)
      """;

  private static final String STEPS = "steps";
  private static final double LONG = 0.9; // ten steps count, and more
  private static final int STRIDE = 4;

  private final int stride;
  private final double decay; // of so many steps
  private final PointerScope owner;
  private final TorchScript script = new TorchScript(SOURCE);
  private final Map<String, Tensor> state = new LinkedHashMap<>();
  private final Tensor steps;
  private final IValue weights;
  private final IValue averages;

  private WeightAverage(double decay, ResNet net, PointerScope owner) {
    this.stride = decay < LONG ? 1 : STRIDE;
    this.decay = Math.pow(decay, stride);
    this.owner = owner;
    TensorVector originals = new TensorVector();
    TensorVector copies = new TensorVector();
    StringTensorDict parameters = net.module().named_parameters();
    for (long i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i).value();
      if (parameter.requires_grad()) { // what is not trained is its own average
        Tensor copy = parameter.detach().clone();
        originals.push_back(parameter);
        copies.push_back(copy);
        state.put(parameters.get(i).key().getString(), copy);
      }
    }
    steps = torch.zeros(new long[0]).to(ScalarType.Long);
    state.put(STEPS, steps);
    weights = script.list(originals);
    averages = script.list(copies);
  }

  /**
   * An average of the weights that are trained. Made outside of any step's scope.
   *
   * @param decay share of the average that a step leaves, above 0 and below 1
   */
  static WeightAverage create(double decay, ResNet net) {
    try (PointerScope owner = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      WeightAverage average = new WeightAverage(decay, net, owner);
      owner.extend(); // outlives this block: close() of the average frees what was made in it
      return average;
    }
  }

  /**
   * The live averages by the names of their parameters, and under {@code steps} their steps: all
   * that a checkpoint needs. They belong to this object; what is copied into them counts.
   */
  Map<String, Tensor> tensors() {
    return Collections.unmodifiableMap(state);
  }

  /** The network was updated. */
  void stepTaken() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      long step = steps.add_(new Scalar(1)).item_long();
      if ((step - 1) % stride != 0) {
        return;
      }
      long taken = (step - 1) / stride + 1;
      double share = (1 - decay) / (1 - Math.pow(decay, (double) taken)); // 1 at the first step
      script.call("move", averages, weights, new IValue(share));
    }
  }

  /**
   * Puts the averages into the network, whose own weights are lost.
   *
   * @return whether there was a step, and so something to put
   */
  boolean intoNetwork() {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      if (steps.item_long() == 0) {
        return false;
      }
      script.call("copy", weights, averages);
      return true;
    }
  }

  @Override
  public void close() {
    owner.close();
  }
}
