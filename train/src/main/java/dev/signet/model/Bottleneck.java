package dev.signet.model;

import static dev.signet.libtorch.Convolutions.conv1x1;
import static dev.signet.libtorch.Convolutions.conv3x3;

import dev.signet.config.Architecture;
import dev.signet.config.BlockKind;

/**
 * 1x1, 3x3 and 1x1 convolutions: the skip passes over three layers. The stride sits in the 3x3
 * convolution, as in torchvision ("ResNet v1.5"), and not in the first 1x1, as in the paper.
 */
final class Bottleneck extends ResidualBlock {
  Bottleneck(int in, int width, int stride, Architecture architecture) {
    boolean bias = hasBias(architecture.layout());
    int out = width * BlockKind.BOTTLENECK.expansion();
    addLayer(conv1x1(in, width, 1, bias), width);
    addLayer(conv3x3(width, width, stride, bias), width);
    addLayer(conv1x1(width, out, 1, bias), out);
    addSkip(in, out, stride, architecture);
  }
}
