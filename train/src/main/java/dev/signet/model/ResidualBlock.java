package dev.signet.model;

import dev.signet.config.Layout;
import dev.signet.libtorch.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A main path of convolutions and a skip that passes over it: {@code relu(main(x) + skip(x))}.
 * Where the shape stays the skip is the identity; where it changes the skip is a 1x1 convolution.
 */
abstract class ResidualBlock extends Module {
  private @Nullable Conv2dImpl projection;
  private @Nullable BatchNorm2dImpl projectionNorm;

  /** {@code [n, in, h, w]} to {@code [n, out, h / stride, w / stride]}. */
  final Tensor forward(Tensor x) {
    return Tensors.only(
        () -> {
          Tensor y = main(x);
          y.add_(skip(x)).relu_();
          return y;
        });
  }

  /** The convolutions that the skip passes over, without the last activation. */
  abstract Tensor main(Tensor x);

  /** The batch norms of the main path, in order. */
  abstract List<BatchNorm2dImpl> mainNorms();

  /** The batch norm that the main path ends with. */
  final BatchNorm2dImpl lastNorm() {
    List<BatchNorm2dImpl> norms = mainNorms();
    return norms.get(norms.size() - 1);
  }

  /** All batch norms of the block. */
  final List<BatchNorm2dImpl> norms() {
    List<BatchNorm2dImpl> norms = new ArrayList<>(mainNorms());
    if (projectionNorm != null) {
      norms.add(projectionNorm);
    }
    return norms;
  }

  /** The convolutions that a batch norm follows. */
  abstract List<Conv2dImpl> normedConvolutions();

  private Tensor skip(Tensor x) {
    if (projection == null) {
      return x;
    }
    Tensor projected = Convolutions.apply(projection, x);
    return projectionNorm == null ? projected : projectionNorm.forward(projected);
  }

  /** Registers the skip, behind the main path, as PyTorch's classes do. */
  final void registerSkip(int in, int out, int stride, Layout layout) {
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

  static Tensor relu(Tensor x) {
    return torch.relu_(x);
  }
}
