package dev.signet.model;

import dev.signet.config.Architecture;
import dev.signet.config.BlockKind;
import dev.signet.config.ResNetVariant;
import dev.signet.network.StageNames;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/**
 * One of the stages, {@code conv2_x} to {@code conv5_x} of the paper's table: blocks of one width.
 * From the second stage on the first block halves height and width.
 */
final class Stage {
  private final int index;
  private final int firstHeavy;
  private final Module module;
  private final List<ResidualBlock> blocks = new ArrayList<>();

  /** Registers its blocks in a module of the network's. */
  Stage(Module net, StageNames names, int index, Architecture architecture) {
    this.index = index;
    module = net.register_module(names.stage(index), new Module());
    ResNetVariant variant = architecture.variant();
    firstHeavy = variant.firstHeavyStage();
    int channels = index == 0 ? variant.stemChannels() : variant.outChannels(index - 1);
    for (int block = 0; block < variant.depths().get(index); block++) {
      int stride = index > 0 && block == 0 ? 2 : 1;
      int width = variant.width(index);
      ResidualBlock next =
          variant.block() == BlockKind.BASIC
              ? new BasicBlock(channels, width, stride, architecture)
              : new Bottleneck(channels, width, stride, architecture);
      blocks.add(module.register_module(names.block(index, block), next));
      channels = variant.outChannels(index);
    }
  }

  /** {@code [n, in, h, w]} to {@code [n, out, h, w]}, or half of h and w. */
  Tensor forward(Tensor input) {
    Tensor x = index == firstHeavy ? input.contiguous() : input;
    for (ResidualBlock block : blocks) {
      x = block.forward(x);
    }
    return x;
  }

  /** Whether the weights outweigh the activations. */
  boolean isHeavy() {
    return index >= firstHeavy;
  }

  Module module() {
    return module;
  }

  List<ResidualBlock> blocks() {
    return blocks;
  }
}
