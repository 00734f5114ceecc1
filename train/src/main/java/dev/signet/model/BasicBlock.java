package dev.signet.model;

import dev.signet.config.Layout;
import java.util.List;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;

/** Two 3x3 convolutions: the skip passes over two layers. */
final class BasicBlock extends ResidualBlock {
  private final Conv2dImpl conv1;
  private final BatchNorm2dImpl bn1;
  private final Conv2dImpl conv2;
  private final BatchNorm2dImpl bn2;

  BasicBlock(int in, int out, int stride, Layout layout) {
    boolean bias = hasBias(layout);
    conv1 = register_module("conv1", Convolutions.conv3x3(in, out, stride, bias));
    bn1 = register_module("bn1", Convolutions.batchNorm(out));
    conv2 = register_module("conv2", Convolutions.conv3x3(out, out, 1, bias));
    bn2 = register_module("bn2", Convolutions.batchNorm(out));
    registerSkip(in, out, stride, layout);
  }

  @Override
  List<BatchNorm2dImpl> mainNorms() {
    return List.of(bn1, bn2);
  }

  @Override
  List<Conv2dImpl> normedConvolutions() {
    return List.of(conv1, conv2);
  }

  @Override
  Tensor main(Tensor x) {
    Tensor o1 = relu(bn1.forward(Convolutions.apply(conv1, x)));
    return bn2.forward(Convolutions.apply(conv2, o1));
  }
}
