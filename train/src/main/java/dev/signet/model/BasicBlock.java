package dev.signet.model;

import static dev.signet.libtorch.Convolutions.conv3x3;

import dev.signet.config.Architecture;

/** Two 3x3 convolutions: the skip passes over two layers. */
final class BasicBlock extends ResidualBlock {
  BasicBlock(int in, int out, int stride, Architecture architecture) {
    boolean bias = hasBias(architecture.layout());
    addLayer(conv3x3(in, out, stride, bias), out);
    addLayer(conv3x3(out, out, 1, bias), out);
    addSkip(in, out, stride, architecture);
  }
}
