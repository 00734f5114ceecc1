package dev.signet.lab.gradients;

import dev.signet.libtorch.Convolutions;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Two 3x3 convolutions one after the other, as deep networks had them before skips: what a {@code
 * BasicBlock} is without its skip, and if wanted without its batch norms. With a skip it is the
 * residual twin. For {@link TwinNet} only.
 */
final class PlainBlock extends Module {
  private final Conv2dImpl conv1;
  private final Conv2dImpl conv2;
  private final @Nullable BatchNorm2dImpl bn1;
  private final @Nullable BatchNorm2dImpl bn2;
  private final boolean skip;
  private @Nullable Conv2dImpl projection;

  /**
   * A block. Its skip is made last, so that the convolutions of both twins begin alike.
   *
   * @param seed of the block's weights
   */
  PlainBlock(int in, int out, int stride, Twin twin, long seed) {
    torch.manual_seed(seed);
    skip = twin.residual();
    conv1 = register_module("conv1", Convolutions.conv3x3(in, out, stride, true));
    bn1 = twin.batchNorm() ? register_module("bn1", Convolutions.batchNorm(out)) : null;
    conv2 = register_module("conv2", Convolutions.conv3x3(out, out, 1, true));
    bn2 = twin.batchNorm() ? register_module("bn2", Convolutions.batchNorm(out)) : null;
    if (skip && in != out) {
      projection = register_module("conv1x1", Convolutions.conv1x1(in, out, stride, true));
    }
  }

  /** {@code [n, in, h, w]} to {@code [n, out, h / stride, w / stride]}. */
  Tensor forward(Tensor x) {
    Tensor o1 = torch.relu(normed(bn1, Convolutions.apply(conv1, x)));
    Tensor o2 = normed(bn2, conv2.forward(o1));
    return torch.relu(skip ? o2.add(skip(x)) : o2);
  }

  private Tensor skip(Tensor x) {
    return projection == null ? x : Convolutions.apply(projection, x);
  }

  private static Tensor normed(@Nullable BatchNorm2dImpl norm, Tensor x) {
    return norm == null ? x : norm.forward(x);
  }

  Conv2dImpl firstConvolution() {
    return conv1;
  }

  Conv2dImpl secondConvolution() {
    return conv2;
  }
}
