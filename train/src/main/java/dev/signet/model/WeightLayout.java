package dev.signet.model;

import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.UnfoldedConvolution;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** How the convolutions' weights lie in memory. */
public final class WeightLayout {
  private WeightLayout() {}

  /**
   * Lays the weights out as the arithmetic wants them. In the last two stages they lie in planes,
   * because there the weights outweigh the activations, and in planes oneDNN reorders them faster;
   * unless few pixels are left, so that the convolutions are matrix products (docs/performance.md).
   */
  public static void arrange(ResNet net, Arithmetic arithmetic) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      layOut(net.module(), arithmetic::arrange);
      List<Stage> stages = net.stages();
      for (int stage = 0; stage < stages.size(); stage++) {
        if (stages.get(stage).isHeavy() && !isUnfolded(net.config(), stage, arithmetic)) {
          layOut(stages.get(stage).module(), Tensor::contiguous);
        }
      }
    }
  }

  private static boolean isUnfolded(ModelConfig config, int stage, Arithmetic arithmetic) {
    InputSize input = config.input();
    int halved = stage + config.stem().halvings();
    return arithmetic.bf16()
        && UnfoldedConvolution.isSmall(side(input.height(), halved), side(input.width(), halved));
  }

  /** What is left of a side that was halved so many times. */
  private static int side(int pixels, int halved) {
    return ((pixels - 1) >> halved) + 1;
  }

  private static void layOut(Module part, UnaryOperator<Tensor> layout) {
    TensorVector parameters = part.parameters(true);
    for (long i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i);
      if (parameter.dim() == 4) {
        parameter.__dispatch_set_data(layout.apply(parameter));
      }
    }
  }
}
