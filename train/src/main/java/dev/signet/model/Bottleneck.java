package dev.signet.model;

import dev.signet.config.BlockKind;
import dev.signet.config.Layout;
import java.util.List;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;

/**
 * 1x1, 3x3 and 1x1 convolutions: the skip passes over three layers. The stride sits in the 3x3
 * convolution, as in torchvision ("ResNet v1.5"), and not in the first 1x1, as in the paper.
 */
final class Bottleneck extends ResidualBlock {
  private final Conv2dImpl conv1;
  private final BatchNorm2dImpl bn1;
  private final Conv2dImpl conv2;
  private final BatchNorm2dImpl bn2;
  private final Conv2dImpl conv3;
  private final BatchNorm2dImpl bn3;

  Bottleneck(int in, int width, int stride, Layout layout) {
    boolean bias = hasBias(layout);
    int out = width * BlockKind.BOTTLENECK.expansion();
    conv1 = register_module("conv1", Convolutions.conv1x1(in, width, 1, bias));
    bn1 = register_module("bn1", Convolutions.batchNorm(width));
    conv2 = register_module("conv2", Convolutions.conv3x3(width, width, stride, bias));
    bn2 = register_module("bn2", Convolutions.batchNorm(width));
    conv3 = register_module("conv3", Convolutions.conv1x1(width, out, 1, bias));
    bn3 = register_module("bn3", Convolutions.batchNorm(out));
    registerSkip(in, out, stride, layout);
  }

  @Override
  List<BatchNorm2dImpl> mainNorms() {
    return List.of(bn1, bn2, bn3);
  }

  @Override
  List<Conv2dImpl> normedConvolutions() {
    return List.of(conv1, conv2, conv3);
  }

  @Override
  Tensor main(Tensor x) {
    Tensor o1 = relu(bn1.forward(Convolutions.apply(conv1, x)));
    Tensor o2 = relu(bn2.forward(Convolutions.apply(conv2, o1)));
    return bn3.forward(Convolutions.apply(conv3, o2));
  }
}
