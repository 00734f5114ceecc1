package dev.signet.lab.gradients;

import dev.signet.Text;
import dev.signet.libtorch.Convolutions;
import dev.signet.libtorch.Libtorch;
import dev.signet.model.ResNet;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * One of four networks that differ in skips and batch norms alone: the article's stem, stages of
 * blocks, an average and a linear layer, with PyTorch's initial weights. The same seed gives all
 * four the same weights where they have the same layers. For experiments with gradients only; what
 * is trained to be used is a {@link ResNet}.
 *
 * <p>Not safe for use by several threads. It owns its parameters: {@link #close} frees them.
 */
final class TwinNet implements AutoCloseable {
  private static final long[] POOL_KERNEL = {3, 3};
  private static final long[] POOL_STRIDE = {2, 2};
  private static final long[] POOL_PADDING = {1, 1};
  private static final long[] POOL_DILATION = {1, 1};

  private final PointerScope owner;
  private final Module module = new Module();
  private final Conv2dImpl stem;
  private final @Nullable BatchNorm2dImpl stemNorm;
  private final List<PlainBlock> blocks = new ArrayList<>();
  private final LinearImpl fc;
  private final List<Layer> layers = new ArrayList<>();

  /** A layer of the main path and its weights. */
  private record Layer(String name, Tensor weight) {}

  private TwinNet(TwinConfig config, Twin twin, long seed, PointerScope owner) {
    this.owner = owner;
    torch.manual_seed(seed);
    stem = module.register_module("stem", Convolutions.conv(3, config.width(), 7, 2, true));
    stemNorm =
        twin.batchNorm()
            ? module.register_module("stem_bn", Convolutions.batchNorm(config.width()))
            : null;
    layers.add(new Layer("conv1", stem.weight()));
    int channels = config.width();
    for (int stage = 0; stage < config.blocks().size(); stage++) {
      for (int i = 0; i < config.blocks().get(stage); i++) {
        int out = config.channels(stage);
        int stride = stage > 0 && i == 0 ? 2 : 1;
        PlainBlock block = new PlainBlock(channels, out, stride, twin, seed + 1 + blocks.size());
        String name = Text.of("conv%d_%d", stage + 2, i + 1);
        blocks.add(module.register_module(name, block));
        layers.add(new Layer(name + "a", block.firstConvolution().weight()));
        layers.add(new Layer(name + "b", block.secondConvolution().weight()));
        channels = out;
      }
    }
    torch.manual_seed(seed + 1 + blocks.size());
    fc = module.register_module("fc", new LinearImpl(channels, config.classes()));
    layers.add(new Layer("fc", fc.weight()));
  }

  /**
   * A network with fresh weights. Made outside of any step's scope: it lives until {@link #close}.
   *
   * @param seed of the initial weights
   */
  static TwinNet create(TwinConfig config, Twin twin, long seed) {
    Libtorch.load();
    try (PointerScope owner = new PointerScope()) {
      TwinNet net = new TwinNet(config, twin, seed, owner);
      owner.extend(); // outlives this block: close() of the network frees what was made in it
      return net;
    }
  }

  /** libtorch's module, which holds the parameters. */
  Module module() {
    return module;
  }

  /** The names of the layers, from the pictures to the logits. */
  List<String> layerNames() {
    return layers.stream().map(Layer::name).toList();
  }

  /** The weights of the layers, in the same order; the network's own tensors. */
  List<Tensor> weights() {
    return layers.stream().map(Layer::weight).toList();
  }

  /** Pictures {@code [n, 3, h, w]} to logits {@code [n, classes]}. */
  Tensor forward(Tensor images) {
    Tensor x = stem.forward(images); // [n, width, h/2, w/2]
    x = torch.relu(stemNorm == null ? x : stemNorm.forward(x));
    x = torch.max_pool2d(x, POOL_KERNEL, POOL_STRIDE, POOL_PADDING, POOL_DILATION, false);
    for (PlainBlock block : blocks) { // from [n, width, h/4, w/4]
      x = block.forward(x);
    }
    x = torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1);
    return fc.forward(x);
  }

  @Override
  public void close() {
    owner.close();
  }
}
