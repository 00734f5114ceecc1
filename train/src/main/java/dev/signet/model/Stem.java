package dev.signet.model;

import dev.signet.config.Architecture;
import dev.signet.config.StemKind;
import dev.signet.libtorch.BatchNorm;
import dev.signet.libtorch.Convolutions;
import dev.signet.network.StageNames;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The first layer, {@code conv1} of the paper's table, and in most networks a max pool behind it.
 */
final class Stem {
  private static final long[] POOL_KERNEL = {3, 3};
  private static final long[] POOL_STRIDE = {2, 2};
  private static final long[] POOL_PADDING = {1, 1};
  private static final long[] POOL_DILATION = {1, 1};

  private final boolean pooled;
  private final Conv2dImpl conv;
  private final BatchNorm norm;

  /** Registers its layers in the network, or in a module of the network's. */
  Stem(Module net, StageNames names, Architecture architecture) {
    Module parent = names.stem().map(name -> net.register_module(name, new Module())).orElse(net);
    StemKind kind = architecture.stem();
    int channels = architecture.variant().stemChannels();
    boolean bias = ResidualBlock.hasBias(architecture.layout());
    pooled = kind.isPooled();
    conv =
        parent.register_module(
            names.stemConv(), Convolutions.conv(3, channels, kind.kernel(), kind.stride(), bias));
    norm = parent.register_module(names.stemNorm(), Convolutions.batchNorm(channels));
  }

  /** {@code [n, 3, h, w]} to {@code [n, 64, h/4, w/4]}; the small stem keeps h and w. */
  Tensor forward(Tensor images) {
    Tensor x = torch.relu_(norm.forward(conv.forward(images))); // [n, 64, h/2, w/2]
    if (!pooled) {
      return x;
    }
    return torch.max_pool2d(x, POOL_KERNEL, POOL_STRIDE, POOL_PADDING, POOL_DILATION, false);
  }

  Conv2dImpl conv() {
    return conv;
  }

  BatchNorm norm() {
    return norm;
  }

  /** The layers that have parameters. */
  List<Module> modules() {
    return List.of(conv, norm);
  }
}
