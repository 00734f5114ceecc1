package dev.signet.model;

import dev.signet.config.BlockKind;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.network.StageNames;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/**
 * One of the four stages, {@code conv2_x} to {@code conv5_x} of the paper's table: blocks of one
 * width. From the second stage on the first block halves height and width.
 */
final class Stage {
  /** From here on the weights outweigh the activations; before, it is the other way round. */
  private static final int FIRST_HEAVY = 2;

  private final int index;
  private final Module module;
  private final List<ResidualBlock> blocks = new ArrayList<>();

  /** Registers its blocks in a module of the network's. */
  Stage(Module net, StageNames names, int index, ModelConfig config) {
    this.index = index;
    module = net.register_module(names.stage(index), new Module());
    ResNetVariant variant = config.variant();
    int channels = index == 0 ? variant.stemChannels() : variant.outChannels(index - 1);
    for (int block = 0; block < variant.depths().get(index); block++) {
      int stride = index > 0 && block == 0 ? 2 : 1;
      int width = variant.width(index);
      ResidualBlock next =
          variant.block() == BlockKind.BASIC
              ? new BasicBlock(channels, width, stride, config.layout())
              : new Bottleneck(channels, width, stride, config.layout());
      blocks.add(module.register_module(names.block(index, block), next));
      channels = variant.outChannels(index);
    }
  }

  /** {@code [n, in, h, w]} to {@code [n, out, h, w]}, or half of h and w. */
  Tensor forward(Tensor input) {
    Tensor x = index == FIRST_HEAVY ? input.contiguous() : input;
    for (ResidualBlock block : blocks) {
      x = block.forward(x);
    }
    return x;
  }

  /** Whether the weights outweigh the activations. */
  boolean isHeavy() {
    return index >= FIRST_HEAVY;
  }

  Module module() {
    return module;
  }

  List<ResidualBlock> blocks() {
    return blocks;
  }
}
