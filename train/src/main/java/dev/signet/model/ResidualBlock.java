package dev.signet.model;

import dev.signet.config.Architecture;
import dev.signet.config.Layout;
import dev.signet.config.SkipKind;
import dev.signet.libtorch.BatchNorm;
import dev.signet.libtorch.Convolutions;
import dev.signet.libtorch.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A main path of convolutions and a skip that passes over it: {@code relu(main(x) + skip(x))}.
 * Where the shape stays the skip is the identity; where it changes the skip is a 1x1 convolution,
 * or takes every second pixel and adds channels of zeros. In a plain network there is none.
 */
abstract class ResidualBlock extends Module {
  private final List<Layer> layers = new ArrayList<>();
  private SkipKind skip = SkipKind.NONE;
  private int stride = 1;
  private int added; // channels
  private @Nullable Conv2dImpl projection;
  private @Nullable BatchNorm projectionNorm;

  /** A convolution and the batch norm behind it. */
  private record Layer(Conv2dImpl conv, BatchNorm norm) {
    Tensor forward(Tensor x) {
      return norm.forward(Convolutions.apply(conv, x));
    }
  }

  /** {@code [n, in, h, w]} to {@code [n, out, h / stride, w / stride]}. */
  final Tensor forward(Tensor x) {
    return Tensors.only(
        () -> {
          Tensor y = main(x);
          if (isResidual()) {
            y.add_(skip(x));
          }
          y.relu_();
          return y;
        });
  }

  /** The layers that the skip passes over, without the last activation. */
  private Tensor main(Tensor x) {
    Tensor y = layers.get(0).forward(x);
    for (Layer layer : layers.subList(1, layers.size())) {
      y = layer.forward(torch.relu_(y));
    }
    return y;
  }

  /** Whether something passes over the main path. */
  final boolean isResidual() {
    return skip != SkipKind.NONE;
  }

  /** The batch norm that the main path ends with. */
  final BatchNorm lastNorm() {
    return layers.get(layers.size() - 1).norm;
  }

  /** All batch norms of the block. */
  final List<BatchNorm> norms() {
    return Stream.concat(layers.stream().map(Layer::norm), Stream.ofNullable(projectionNorm))
        .toList();
  }

  /** The convolutions of the main path: a batch norm follows each. */
  final List<Conv2dImpl> normedConvolutions() {
    return layers.stream().map(Layer::conv).toList();
  }

  private Tensor skip(Tensor x) {
    if (projection == null) {
      return added == 0 ? x : padded(x);
    }
    Tensor projected = Convolutions.apply(projection, x);
    return projectionNorm == null ? projected : projectionNorm.forward(projected);
  }

  private Tensor padded(Tensor x) {
    Tensor seen = Convolutions.everyNth(Convolutions.everyNth(x, 2, stride), 3, stride);
    long[] sides = {0, 0, 0, 0, added / 2, added - added / 2}; // the last dimension first
    return torch.constant_pad_nd(seen, sides, new Scalar(0)); // [n, in + added, h/2, w/2]
  }

  /** Registers the next layer of the main path, the first under 1: {@code bn1}. */
  final void addLayer(Conv2dImpl conv, int out) {
    int number = layers.size() + 1;
    layers.add(
        new Layer(
            register_module("conv" + number, conv),
            register_module("bn" + number, Convolutions.batchNorm(out))));
  }

  /** Registers the skip, behind the main path, as PyTorch's classes do. */
  final void addSkip(int in, int out, int stride, Architecture architecture) {
    skip = architecture.variant().skip();
    this.stride = stride;
    switch (skip) {
      case PROJECTION -> addProjection(in, out, architecture.layout());
      case PADDED -> added = out - in;
      case NONE -> {}
    }
  }

  private void addProjection(int in, int out, Layout layout) {
    switch (layout) {
      case ARTICLE -> {
        if (in != out) {
          projection = register_module("conv1x1", Convolutions.conv1x1(in, out, stride, true));
        }
      }
      case TORCHVISION -> {
        if (in != out || stride != 1) {
          Module downsample = register_module("downsample", new Module());
          projection =
              downsample.register_module("0", Convolutions.conv1x1(in, out, stride, false));
          projectionNorm = downsample.register_module("1", Convolutions.batchNorm(out));
        }
      }
    }
  }

  /** Whether the layout's convolutions have biases. */
  static boolean hasBias(Layout layout) {
    return layout == Layout.ARTICLE;
  }
}
